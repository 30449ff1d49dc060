#include "core/law/words.hpp"

#include <array>
#include <string>

#include "core/base/utf8.hpp"

namespace huisclos::law {

namespace {

/// Folded words (fold() of core/base); a star ends a beginning; spaces separate words that follow one another.
struct Entry {
    WordKind kind{};
    std::string_view pattern{};
};

using enum WordKind;

constexpr std::array k_entries{
    // Health.
    Entry{Sensitive, "malad*"},
    Entry{Sensitive, "diagnosti*"},
    Entry{Sensitive, "psychiatr*"},
    Entry{Sensitive, "schizophren*"},
    Entry{Sensitive, "bipolaire*"},
    Entry{Sensitive, "depress*"},
    Entry{Sensitive, "autis*"},
    Entry{Sensitive, "handicap*"},
    Entry{Sensitive, "alcooli*"},
    Entry{Sensitive, "toxicoman*"},
    Entry{Sensitive, "addict*"},
    Entry{Sensitive, "hospitalis*"},
    Entry{Sensitive, "medicament*"},
    Entry{Sensitive, "traitement medical"},
    Entry{Sensitive, "suicid*"},
    Entry{Sensitive, "enceinte"},
    Entry{Sensitive, "seropositi*"},
    // Religion.
    Entry{Sensitive, "musulman*"},
    Entry{Sensitive, "islam*"},
    Entry{Sensitive, "catholi*"},
    Entry{Sensitive, "chretien*"},
    Entry{Sensitive, "juif*"},
    Entry{Sensitive, "juive*"},
    Entry{Sensitive, "protestant*"},
    Entry{Sensitive, "bouddhis*"},
    Entry{Sensitive, "religi*"},
    Entry{Sensitive, "mosquee*"},
    Entry{Sensitive, "synagogue*"},
    Entry{Sensitive, "voile integral"},
    // Origin.
    Entry{Sensitive, "nationalite*"},
    Entry{Sensitive, "origine ethnique"},
    Entry{Sensitive, "origine africaine"},
    Entry{Sensitive, "origine maghrebine"},
    Entry{Sensitive, "origine etrangere"},
    Entry{Sensitive, "maghrebin*"},
    Entry{Sensitive, "ethni*"},
    Entry{Sensitive, "gitan*"},
    Entry{Sensitive, "immigr*"},
    Entry{Sensitive, "sans papiers"},
    // Opinions, unions, sexual life.
    Entry{Sensitive, "syndicat*"},
    Entry{Sensitive, "syndique*"},
    Entry{Sensitive, "militant*"},
    Entry{Sensitive, "parti politique"},
    Entry{Sensitive, "homosexuel*"},
    Entry{Sensitive, "lesbienne*"},
    Entry{Sensitive, "bisexuel*"},
    Entry{Sensitive, "transsexuel*"},
    Entry{Sensitive, "transgenre*"},
    Entry{Sensitive, "vie sexuelle"},
    Entry{Sensitive, "prostitu*"},
    // Judgements on the person.
    Entry{Opinion, "dangereu*"},
    Entry{Opinion, "dangerosite"},
    Entry{Opinion, "menteu*"},
    Entry{Opinion, "faineant*"},
    Entry{Opinion, "paresseu*"},
    Entry{Opinion, "manipulat*"},
    Entry{Opinion, "pervers*"},
    Entry{Opinion, "violent"},
    Entry{Opinion, "violente"},
    Entry{Opinion, "agressif"},
    Entry{Opinion, "agressive"},
    Entry{Opinion, "insolent*"},
    Entry{Opinion, "ingerable*"},
    Entry{Opinion, "irrecuperable*"},
    Entry{Opinion, "voyou*"},
    Entry{Opinion, "racaille*"},
    Entry{Opinion, "cas social"},
    Entry{Opinion, "cassos"},
    Entry{Opinion, "mauvaise mere"},
    Entry{Opinion, "mauvais pere"},
    Entry{Opinion, "mauvais parents"},
    Entry{Opinion, "demissionnaire*"},
    Entry{Opinion, "stupide*"},
    Entry{Opinion, "idiot*"},
    Entry{Opinion, "alcoolo*"},
    Entry{Opinion, "caracteriel*"},
    // Procedure.
    Entry{Procedure, "garde a vue"},
    Entry{Procedure, "gav"},
    Entry{Procedure, "proces verbal"},
    Entry{Procedure, "proces verbaux"},
    Entry{Procedure, "pv"},
    Entry{Procedure, "audition*"},
    Entry{Procedure, "auditionn*"},
    Entry{Procedure, "mis en examen"},
    Entry{Procedure, "mise en examen"},
    Entry{Procedure, "casier judiciaire"},
    Entry{Procedure, "condamn*"},
    Entry{Procedure, "taj"},
    Entry{Procedure, "fpr"},
    Entry{Procedure, "fiche s"},
    Entry{Procedure, "perquisition*"},
    Entry{Procedure, "enquete*"},
    Entry{Procedure, "juge d instruction"},
    Entry{Procedure, "plainte*"},
    Entry{Procedure, "comparution*"},
    Entry{Procedure, "controle judiciaire"},
    Entry{Procedure, "sursis"},
    Entry{Procedure, "ecroue*"},
    Entry{Procedure, "detention provisoire"},
    Entry{Procedure, "fnaeg"},
    Entry{Procedure, "ordonnance de"},
};

struct Word {
    std::size_t begin{0};
    std::size_t end{0};
    std::string folded{};
};

/// A letter of French: ASCII letters and digits, and what UTF-8 writes on two bytes (é, ç, œ…); quotation marks, dashes
/// and no-break spaces separate.
std::size_t letter_size(std::string_view text, std::size_t at)
{
    auto const byte = static_cast<unsigned char>(text[at]);
    if ((byte >= '0' && byte <= '9') || (byte >= 'A' && byte <= 'Z') || (byte >= 'a' && byte <= 'z'))
        return 1;
    bool const two = byte >= 0xc3 && byte <= 0xdf && at + 1 < text.size();
    return two ? 2 : 0;
}

std::vector<Word> words_of(std::string_view text)
{
    std::vector<Word> words;
    std::size_t at = 0;
    while (at < text.size()) {
        auto const begin = at;
        while (at < text.size() && letter_size(text, at) != 0)
            at += letter_size(text, at);
        if (at > begin)
            words.push_back({begin, at, fold(text.substr(begin, at - begin))});
        else
            ++at;
    }
    return words;
}

bool matches_word(std::string_view pattern, std::string_view word)
{
    if (pattern.ends_with('*'))
        return word.starts_with(pattern.substr(0, pattern.size() - 1));
    return word == pattern;
}

/// How many words of `words` from `first` the pattern takes; 0 if it does not match.
std::size_t match_at(std::string_view pattern, std::vector<Word> const& words, std::size_t first)
{
    std::size_t taken = 0;
    while (!pattern.empty()) {
        auto const space = pattern.find(' ');
        auto const part = pattern.substr(0, space);
        if (first + taken >= words.size() || !matches_word(part, words[first + taken].folded))
            return 0;
        ++taken;
        pattern = space == std::string_view::npos ? std::string_view{} : pattern.substr(space + 1);
    }
    return taken;
}

}  // namespace

std::vector<WordWarning> check_words(std::string_view text)
{
    std::vector<WordWarning> warnings;
    auto const words = words_of(text);
    for (std::size_t i = 0; i < words.size();) {
        std::size_t taken = 0;
        WordKind kind{};
        for (auto const& entry : k_entries) {
            auto const size = match_at(entry.pattern, words, i);
            if (size > taken) {
                taken = size;
                kind = entry.kind;
            }
        }
        if (taken != 0)
            warnings.push_back({kind, words[i].begin, words[i + taken - 1].end - words[i].begin});
        i += taken == 0 ? 1 : taken;
    }
    return warnings;
}

std::string_view text_key(WordKind kind)
{
    switch (kind) {
    case Sensitive:
        return "law.r_03.mot.sensible";
    case Opinion:
        return "law.r_03.mot.opinion";
    case Procedure:
        return "law.r_03.mot.procedure";
    }
    return {};
}

}  // namespace huisclos::law
