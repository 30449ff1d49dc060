#include "server-stub/listing.hpp"

#include "server-stub/http.hpp"

namespace huisclos::stub {

std::string to_folder_description(FolderListing const& listing)
{
    std::string text = R"({"@context":"http://remotestorage.io/spec/folder-description","items":{)";
    bool is_first = true;
    for (auto const& item : listing.items) {
        if (!is_first)
            text += ',';
        is_first = false;
        text += '"';
        text += item.name;
        text += R"(":{"ETag":")";
        text += item.version.to_tag();
        text += '"';
        if (item.document) {
            // The type that was sent with a document is not kept: all are bytes.
            text += R"(,"Content-Type":"application/octet-stream","Content-Length":)";
            text += std::to_string(item.document->size);
            text += R"(,"Last-Modified":")";
            text += to_http_date(item.document->modified_s);
            text += '"';
        }
        text += '}';
    }
    text += "}}";
    return text;
}

}  // namespace huisclos::stub
