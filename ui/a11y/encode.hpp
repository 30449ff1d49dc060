// The flat form of a Tree, read by the page (wasm/js/mirror.js) straight from wasm memory.
//
// Everything is little-endian; offsets are in bytes from the first byte of the buffer; strings are UTF-8, without NUL,
// named by offset and length (length 0 = empty, offset then 0). Unknown header or record bytes beyond those below are
// skipped by means of header_bytes and record_bytes, so that either side may grow first.
//
//   header, k_header_bytes = 80
//     0 u32 magic 0x31414348 ("HCA1")       4 u32 version = 1
//     8 u32 header_bytes                   12 u32 record_bytes
//    16 u32 node_count                     20 u32 nodes_offset
//    24 u32 announcement_count             28 u32 announcements_offset
//    32 u32 strings_offset                 36 u32 strings_bytes
//    40 u32 focus_serial                   44 u32 focus_request   id to give DOM focus when focus_serial is new; 0 none
//    48 u32 title_offset                   52 u32 title_bytes     document.title
//    56 u32 scheme   0 light 1 dark 2 high contrast
//    60 u32 field_ink  64 u32 field_surface  68 u32 field_soft  72 u32 field_accent    0x00RRGGBB, of the real fields
//    76 u32 total_bytes
//
//   node record, k_record_bytes = 160, node_count times, in reading order, parents first
//     0 u32 id            never 0, unique in the buffer
//     4 u32 parent        id of an earlier record; 0 for the root
//     8 u32 state         bits of State in node.hpp
//    12 u8  role          Role in node.hpp
//    13 u8  kind          InputKind in node.hpp
//    14 u16 level         of a heading, 1 to 6; else 0
//    16 f32 x   20 f32 y   24 f32 width   28 f32 height              CSS pixels, origin at the window's top left
//    32 f32 clip_x  36 f32 clip_y  40 f32 clip_width  44 f32 clip_height   visible part; width 0 = scrolled out
//    48 u32 row_count     52 u32 row_index   56 u16 column_index  58 u16 0     1-based; 0 = none
//    60 u32 position      64 u32 set_size                            aria-posinset, aria-setsize; 0 = none
//    68 u32 controls      id; 0 = none
//    72 u32 max_length    code points; 0 = none
//    76 f32 now           80 f32 maximum                             of a Progress
//    84 f32 font_px       88 f32 pad_left   92 f32 pad_right   96 f32 pad_top
//   100 u32 name_offset        104 u32 name_bytes
//   108 u32 value_offset       112 u32 value_bytes
//   116 u32 description_offset 120 u32 description_bytes
//   124 u32 placeholder_offset 128 u32 placeholder_bytes
//   132 u32 shortcut_offset    136 u32 shortcut_bytes
//   140 … 159 zero
//
//   announcement record, 16 bytes, announcement_count times, serial increasing
//     0 u32 serial   speak once: only when greater than the greatest spoken
//     4 u32 politeness   0 polite, 1 assertive
//     8 u32 text_offset  12 u32 text_bytes   without text: both regions are emptied, what waits to be spoken is spoken
//
// What the page does with a record beyond its role:
//   - Focusable: a tab stop. An interactive role (Button, Link, fields, Checkbox, Radio, Select, Tab, Row, ListItem
//   with
//     Keys) without it is tabindex=-1. Disabled: aria-disabled, it stays reachable so that its reason can be read.
//   - Keys: arrows, Home, End, PageUp and PageDown come back as Act::Key and are not given to the browser.
//   - Option records are the children of a Select record, in order; choosing one is Act::Select on the option's id.
//   - Radio records are the children of a RadioGroup; choosing one is Act::Select on the radio's id.
//   - A Link whose `controls` is not 0 (error summary) focuses that node after its Press was sent.
//   - Escape inside a Dialog is Act::Dismiss on the dialog's id.
//   - Every focusin and focusout inside the mirror is Act::Focus and Act::Blur.

#pragma once

#include <cstdint>
#include <vector>

#include "ui/a11y/tree.hpp"

namespace huisclos::ui {

inline constexpr std::uint32_t k_tree_magic = 0x3141'4348;
inline constexpr std::uint32_t k_tree_version = 1;
inline constexpr std::uint32_t k_header_bytes = 80;
inline constexpr std::uint32_t k_record_bytes = 160;
inline constexpr std::uint32_t k_announcement_bytes = 16;

/// Encodes `tree` into `out`, whose storage is used again. Equal trees give equal bytes.
void encode_tree(Tree const& tree, std::vector<std::uint8_t>& out);

/// 64-bit hash (FNV-1a over words) of an encoded tree: the page is called only when it changed.
[[nodiscard]] std::uint64_t hash_bytes(std::vector<std::uint8_t> const& bytes);

}  // namespace huisclos::ui
