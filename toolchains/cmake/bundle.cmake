# huisclos_bundle(TARGET [NAME=FILE...]): the web bundle in <build>/bundle, from www/, fonts, components.json, licences.txt, the two
# files that the linker makes for TARGET (huisclos.js, huisclos.wasm) and the files given. Its manifest is <build>/bundle.json.
# What may stand in the files of www/ is said in toolchains/bundle.py; what they say is in ui/text/fr. Names that only the
# script sees are shortened by terser: the compiler takes its blanks alone.
set(HUISCLOS_CONNECT "" CACHE STRING "Origins of stores that are not the page's own; a list")
function(huisclos_bundle target)
    file(GLOB_RECURSE pages CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/www/* ${PROJECT_SOURCE_DIR}/ui/text/fr/*.json)
    set(add)
    set(given)
    foreach(item IN LISTS ARGN)
        list(APPEND add --add ${item})
        string(REGEX REPLACE "^[^=]*=" "" file "${item}")
        list(APPEND given ${file})
    endforeach()
    foreach(font IN LISTS HUISCLOS_FONT_FILES)
        get_filename_component(name ${font} NAME)
        list(APPEND add --add fonts/${name}=${font})
    endforeach()
    list(TRANSFORM HUISCLOS_CONNECT PREPEND --connect= OUTPUT_VARIABLE connect)
    set(base $<TARGET_FILE_BASE_NAME:${target}>)
    set(script ${PROJECT_BINARY_DIR}/script.short.js)
    add_custom_command(OUTPUT ${script}
        COMMAND ${CMAKE_CROSSCOMPILING_EMULATOR} ${HUISCLOS_NODE_MODULES}/terser/bin/terser $<TARGET_FILE:${target}>
            --ecma 2022 --compress --mangle --output ${script}
        DEPENDS ${target} ${PROJECT_SOURCE_DIR}/tests/package-lock.json
        COMMENT "Shortening the script" VERBATIM)
    add_custom_command(OUTPUT ${PROJECT_BINARY_DIR}/bundle.json
        COMMAND ${HUISCLOS_PYTHON} ${PROJECT_SOURCE_DIR}/toolchains/bundle.py
            --out ${PROJECT_BINARY_DIR}/bundle --manifest ${PROJECT_BINARY_DIR}/bundle.json
            --www ${PROJECT_SOURCE_DIR}/www --texts ${PROJECT_SOURCE_DIR}/ui/text/fr ${connect} ${add} --add components.json=${HUISCLOS_COMPONENTS}
            --add licences.txt=${HUISCLOS_LICENCES}
            --add ${base}.js=${script} --add ${base}.wasm=$<TARGET_FILE_DIR:${target}>/${base}.wasm
        DEPENDS ${target} ${script} ${pages} ${given} ${HUISCLOS_FONT_FILES} ${HUISCLOS_COMPONENTS}
            ${HUISCLOS_LICENCES} huisclos_fonts huisclos_components huisclos_licences
            ${PROJECT_SOURCE_DIR}/toolchains/bundle.py ${PROJECT_SOURCE_DIR}/ui/text/generate.py
        COMMENT "Assembling the bundle" VERBATIM)
    add_custom_target(bundle ALL DEPENDS ${PROJECT_BINARY_DIR}/bundle.json)
endfunction()
