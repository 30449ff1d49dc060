# qrencode: QR codes as a matrix of modules; no threads, no image writer.
set(root ${HUISCLOS_SOURCES}/qrencode)
file(READ ${root}/configure.ac configure_ac)
foreach(part MAJOR MINOR MICRO)
    if(NOT configure_ac MATCHES "m4_define\\(\\[__${part}_VERSION\\], \\[([0-9]+)\\]\\)")
        message(FATAL_ERROR "No version found in ${root}/configure.ac")
    endif()
    set(qrencode_${part} ${CMAKE_MATCH_1})
endforeach()
add_library(qrencode STATIC
    ${root}/bitstream.c ${root}/mask.c ${root}/mmask.c ${root}/mqrspec.c ${root}/qrencode.c ${root}/qrinput.c
    ${root}/qrspec.c ${root}/rsecc.c ${root}/split.c)
target_compile_definitions(qrencode PRIVATE HAVE_STRDUP=1 STATIC_IN_RELEASE=static
    MAJOR_VERSION=${qrencode_MAJOR} MINOR_VERSION=${qrencode_MINOR} MICRO_VERSION=${qrencode_MICRO}
    VERSION="${qrencode_MAJOR}.${qrencode_MINOR}.${qrencode_MICRO}")
if(EMSCRIPTEN)
    target_compile_options(qrencode PRIVATE -Oz)
else()
    target_compile_options(qrencode PRIVATE -O2)
endif()
install(TARGETS qrencode ARCHIVE DESTINATION lib)
install(FILES ${root}/qrencode.h DESTINATION include/qrencode)
