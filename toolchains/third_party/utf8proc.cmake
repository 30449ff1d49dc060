# utf8proc: Unicode normalisation and case folding.
set(root ${HUISCLOS_SOURCES}/utf8proc)

# Of the properties of a character, core/base/utf8.cpp reads the category, the decompositions, the case folding and what
# is ignorable. The others (upper, lower and title case, direction, width, breaks) are left out of the table: they are
# a third of its weight in the page. A row: category, class, direction, kind of decomposition, decomposition, folding, upper, lower,
# title, combinations (3), mirrored, excluded, ignorable, control, width, ambiguous, pad, break, conjunct break.
file(READ ${root}/utf8proc_data.c table)
string(REGEX MATCHALL "\n  {UTF8PROC_CATEGORY_" rows "${table}")
set(any "[A-Z0-9_a-z]+")
string(REGEX REPLACE
    "(\n  {UTF8PROC_CATEGORY_[A-Z]+, ${any}), ${any}(, ${any}, ${any}, ${any}), ${any}, ${any}, ${any}(, ${any}, ${any}, ${any}), ${any}(, ${any}, ${any}), ${any}, ${any}, ${any}, ${any}, ${any}, ${any}}"
    "\\1, 0\\2, UINT16_MAX, UINT16_MAX, UINT16_MAX\\3, 0\\4, 0, 0, 0, 0, 0, 0}" lean "${table}")
string(REGEX MATCHALL "0, 0, 0, 0, 0, 0}" changed "${lean}")
list(LENGTH rows row_count)
list(LENGTH changed changed_count)
if(row_count LESS 8000 OR NOT changed_count EQUAL row_count)
    message(FATAL_ERROR "utf8proc_data.c has another form: ${changed_count} of ${row_count} rows were understood.")
endif()
file(WRITE ${CMAKE_CURRENT_BINARY_DIR}/utf8proc/utf8proc_data.c "${lean}")
configure_file(${root}/utf8proc.c ${CMAKE_CURRENT_BINARY_DIR}/utf8proc/utf8proc.c COPYONLY)

add_library(utf8proc STATIC ${CMAKE_CURRENT_BINARY_DIR}/utf8proc/utf8proc.c)
target_include_directories(utf8proc PRIVATE ${root})
target_compile_definitions(utf8proc PRIVATE UTF8PROC_STATIC=1)
target_compile_options(utf8proc PRIVATE -O2)
install(TARGETS utf8proc ARCHIVE DESTINATION lib)
install(FILES ${root}/utf8proc.h DESTINATION include/utf8proc)
