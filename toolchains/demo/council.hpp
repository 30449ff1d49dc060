// The council of the demonstration: an invented town, three groups, four accounts.

#pragma once

#include <array>
#include <memory>

#include "toolchains/demo/client.hpp"

namespace huisclos::demo {

struct Account {
    std::string_view role{};
    std::string_view name{};
    std::string_view organisation{};
    std::uint32_t quality{0};  ///< Code of ListId::Qualite.
    std::string passphrase{};
    std::string device_link{};
};

/// Of the group that the school is in, too.
inline constexpr std::array<std::string_view, 3> k_groups{
    "Centre et gare", "Quartier des Tilleuls", "Assiduité scolaire"};
inline constexpr std::size_t k_school_group = 2;

struct Council {
    Account mayor{"Maire", "Hélène Vasselard", "Saint-Aubin-des-Essais", 1, {}, {}};
    Account coordinator{"Coordonnateur", "Marc Thévenoux", "Saint-Aubin-des-Essais", 4, {}, {}};
    Account school{"Éducation nationale", "Sophie Larmandieu", "Collège Jean-Zay des Essais", 8, {}, {}};
    Account dpo{"Délégué à la protection des données", "Paul Ozerenko", "Saint-Aubin-des-Essais", 23, {}, {}};
};

/// The mayor opens the link of an empty store and founds the council, charter and règlement intérieur adopted.
void found_council(Client& mayor, Account& account, std::string const& store_link, Date today);

struct Invitee {
    Client* client{nullptr};
    Account* account{nullptr};
    std::vector<std::string_view> groups{};  ///< By name.
};
/// Each is invited, reads, accepts and asks; words are compared; one act lets all of them in; each comes in.
void let_in(Client& signer, Account const& signing, std::vector<Invitee> const& invitees);

/// The link that opens this account on another device, as « Cet appareil » shows it.
[[nodiscard]] std::string show_device_link(Client& client);
/// `client` opens an account on a new device.
void open_on_new_device(Client& client, Account const& account);

[[nodiscard]] GroupId find_group(Client& client, std::string_view name);
[[nodiscard]] MemberId find_member(Client& client, std::string_view name);

}  // namespace huisclos::demo
