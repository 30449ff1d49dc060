#include "tests/bench/gallery/ports_page.hpp"

#include <utility>

#include "core/base/encoding.hpp"
#include "core/crypto/job.hpp"
#include "core/crypto/random.hpp"
#include "ui/kit/kit.hpp"

namespace huisclos::wasm {

namespace {

std::string outcome(Result<void> const& result)
{
    return result ? "fait" : "refusé " + std::to_string(static_cast<int>(result.error().code));
}

std::string outcome(ports::RemoteAnswer const& answer)
{
    return "statut " + std::to_string(static_cast<int>(answer.status)) + " [" + std::string(as_text(answer.body)) + "]";
}

Bytes bytes_of(std::string const& text)
{
    return to_bytes(as_bytes(text));
}

}  // namespace

void PortsPage::run(Task<std::string> task)
{
    m_running.emplace(std::move(task));
    m_running->start();
}

void PortsPage::draw()
{
    if (m_running && m_running->done()) {
        m_said = m_running->take();
        m_running.reset();
        ++m_ended;
    }
    kit::PlainPage page(ui::value("Essai"));
    kit::page_title(ui::value("Ports"));
    kit::paragraph(ui::value("Réponse " + std::to_string(m_ended) + " : " + m_said));
    draw_place();
    draw_store();
}

void PortsPage::draw_place()
{
    kit::text_field("name", ui::value("Espace"), m_name);
    kit::text_field("key", ui::value("Clé"), m_key);
    kit::text_field("value", ui::value("Valeur"), m_value);
    kit::Row row;
    if (kit::button("places", ui::value("Espaces connus")))
        run(list_places());
    if (kit::button("open", ui::value("Ouvrir l’espace")))
        run(open_place());
    if (kit::button("close", ui::value("Fermer l’espace")))
        m_place = {};
    if (m_place.store == nullptr)
        return;
    if (kit::button("put", ui::value("Ranger")))
        run(put_entry());
    if (kit::button("load", ui::value("Relire")))
        run(load_entries());
    if (kit::button("erase", ui::value("Effacer")))
        run(erase_entries());
    if (kit::button("secret-write", ui::value("Ranger le secret")))
        run(write_secret());
    if (kit::button("secret-read", ui::value("Relire le secret")))
        run(read_secret());
}

void PortsPage::draw_store()
{
    kit::text_field("url", ui::value("Dépôt"), m_url, {.max_length = 400});
    kit::text_field("token", ui::value("Jeton"), m_token);
    kit::Row row;
    if (kit::button("job", ui::value("Tâche")))
        run(run_job());
    if (kit::button("random", ui::value("Hasard")))
        run(draw_random());
    if (kit::button("document-put", ui::value("Déposer")))
        run(put_document());
    if (kit::button("document-get", ui::value("Prendre")))
        run(get_document());
    if (kit::button("document-list", ui::value("Lister")))
        run(list_folder());
    if (kit::button("document-remove", ui::value("Retirer")))
        run(remove_document());
}

Task<std::string> PortsPage::list_places()
{
    auto const names = co_await m_places.names();
    if (!names)
        co_return std::string("refusé");
    std::string all = "espaces";
    for (auto const& name : *names)
        all += " " + name;
    co_return all;
}

Task<std::string> PortsPage::open_place()
{
    auto place = co_await m_places.open(m_name);
    if (!place)
        co_return "refusé " + std::to_string(static_cast<int>(place.error().code));
    m_place = std::move(*place);
    co_return std::string("ouvert");
}

Task<std::string> PortsPage::put_entry()
{
    ports::LocalBatch batch;
    if (m_value.empty())
        batch.remove(m_key);
    else
        batch.put(m_key, bytes_of(m_value));
    auto const result = co_await m_place.store->commit(&batch);
    co_return outcome(result);
}

Task<std::string> PortsPage::load_entries()
{
    auto const entries = co_await m_place.store->load(m_key);
    if (!entries)
        co_return std::string("refusé");
    std::string all = "entrées";
    for (auto const& [key, value] : *entries)
        all += " " + key + "=" + std::string(as_text(value));
    co_return all;
}

Task<std::string> PortsPage::erase_entries()
{
    auto const result = co_await m_place.store->erase();
    co_return outcome(result);
}

Task<std::string> PortsPage::write_secret()
{
    auto const result = co_await m_place.secret->write(bytes_of(m_value));
    co_return outcome(result);
}

Task<std::string> PortsPage::read_secret()
{
    auto const secret = co_await m_place.secret->read();
    if (!secret)
        co_return std::string("refusé");
    co_return *secret ? "secret " + std::string(as_text(**secret)) : std::string("aucun secret");
}

/// Of an empty value, a job that does not exist: what comes back is the code that the worker's own instance gave. Else
/// Argon2id at its least cost, with a salt of zeros.
Task<std::string> PortsPage::run_job()
{
    if (m_value.empty()) {
        auto const refused = co_await m_worker.run(ports::Job{0}, {});
        co_return refused ? std::string("accepté") : "code " + std::to_string(static_cast<int>(refused.error().code));
    }
    Bytes const salt(crypto::k_password_salt_size);
    auto request = crypto::encode_password_job(m_value, salt, {.ops = 3, .mem_kib = 65'536});
    if (!request)
        co_return std::string("refusé");
    auto const answer = co_await m_worker.run(ports::Job::Argon2id, std::move(*request));
    if (!answer)
        co_return "code " + std::to_string(static_cast<int>(answer.error().code));
    auto const password = crypto::read_password_answer(*answer);
    co_return password ? to_hex(password->view()) : std::string("illisible");
}

Task<std::string> PortsPage::draw_random()
{
    std::string said = "hasard";
    for (int draw = 0; draw < 2; ++draw) {
        Bytes bytes(100'000);
        crypto::random_fill(bytes);
        std::size_t different = 0;
        for (std::size_t i = 1; i < bytes.size(); ++i)
            different += bytes[i] != bytes[i - 1] ? 1 : 0;
        // 255 of 256 neighbours differ; the last bytes too, beyond the browser's 65 536 a call.
        said += different > 99'000 && (bytes[99'998] | bytes[99'997] | bytes[99'996] | bytes[99'995]) != 0 ? " bon"
                                                                                                           : " faux";
    }
    co_return said;
}

Task<std::string> PortsPage::put_document()
{
    m_remote.use({m_url, m_token});
    auto const result = co_await m_remote.put(m_key, bytes_of(m_value));
    co_return outcome(result);
}

Task<std::string> PortsPage::get_document()
{
    m_remote.use({m_url, m_token});
    auto const result = co_await m_remote.get(m_key);
    co_return outcome(result);
}

Task<std::string> PortsPage::list_folder()
{
    m_remote.use({m_url, m_token});
    auto const answer = co_await m_remote.list("o/", m_etag);
    m_etag = answer.etag;
    co_return outcome(answer);
}

Task<std::string> PortsPage::remove_document()
{
    m_remote.use({m_url, m_token});
    auto const result = co_await m_remote.remove(m_key);
    co_return outcome(result);
}

}  // namespace huisclos::wasm
