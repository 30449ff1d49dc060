// links: app
// Drafts of a council as anybody may send them, in a link or in a file: what is read keeps within its limits, is
// written one way, and is read as the same.

#include "core/app/founding_internal.hpp"
#include "core/base/require.hpp"
#include "core/base/utf8.hpp"

using namespace huisclos;
using namespace huisclos::app;

namespace {

void check_limits(FoundingDraft const& draft)
{
    require(draft.prepared, "a draft that somebody prepared");
    require(domain::is_in_list(domain::ListId::TypeInstance, draft.kind), "a kind of council");
    require(draft.groups.size() <= founding::k_most_groups, "not too many groups");
    for (auto const& group : draft.groups) {
        require(domain::is_in_list(domain::ListId::Vocation, group.vocation), "a vocation");
        require(group.name == visible_line(group.name), "a name of a group that shows all that it holds");
    }
    require(draft.commune == visible_line(draft.commune), "a name of a commune that shows all that it holds");
    for (auto const* const text : {&draft.charter, &draft.rules, &draft.communes, &draft.invitees})
        require(text->size() <= 2 * founding::k_most_text_bytes && to_nfc(*text) == *text, "a text, and no longer");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size)
{
    BytesView const input{data, size};
    auto draft = decode_founding(input);
    if (!draft)
        draft = decode_founding_file(input);
    if (!draft)
        return 0;
    check_limits(*draft);
    auto const map = encode_founding(*draft);
    auto const again = decode_founding(map);
    require(again && encode_founding(*again) == map, "a written draft is read as the same");
    auto const file = decode_founding_file(encode_founding_file(*draft));
    require(file && encode_founding(*file) == map, "its file is read as the same");
    return 0;
}
