# utf8proc: Unicode normalisation and case folding.
set(root ${HUISCLOS_SOURCES}/utf8proc)
add_library(utf8proc STATIC ${root}/utf8proc.c)
target_compile_definitions(utf8proc PRIVATE UTF8PROC_STATIC=1)
target_compile_options(utf8proc PRIVATE -O2)
install(TARGETS utf8proc ARCHIVE DESTINATION lib)
install(FILES ${root}/utf8proc.h DESTINATION include/utf8proc)
