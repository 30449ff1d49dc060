# huisclos_bundle(TARGET): the web bundle in <build>/bundle, from www/, wasm/js/ (as js/), fonts, components.json and the
# two files that the linker makes for TARGET (huisclos.js, huisclos.wasm). Its manifest is <build>/bundle.json.
function(huisclos_bundle target)
    file(GLOB_RECURSE pages CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/www/*)
    file(GLOB_RECURSE scripts CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/wasm/js/*.js)
    set(add)
    foreach(script IN LISTS scripts)
        file(RELATIVE_PATH name ${PROJECT_SOURCE_DIR}/wasm/js ${script})
        list(APPEND add --add js/${name}=${script})
    endforeach()
    foreach(font IN LISTS font_files)
        get_filename_component(name ${font} NAME)
        list(APPEND add --add fonts/${name}=${font})
    endforeach()
    set(folder $<TARGET_FILE_DIR:${target}>)
    add_custom_command(OUTPUT ${PROJECT_BINARY_DIR}/bundle.json
        COMMAND ${HUISCLOS_PYTHON} ${PROJECT_SOURCE_DIR}/toolchains/bundle.py
            --out ${PROJECT_BINARY_DIR}/bundle --manifest ${PROJECT_BINARY_DIR}/bundle.json
            --www ${PROJECT_SOURCE_DIR}/www ${add}
            --add components.json=${HUISCLOS_COMPONENTS}
            --add js/$<TARGET_FILE_NAME:${target}>=$<TARGET_FILE:${target}>
            --add js/$<TARGET_FILE_BASE_NAME:${target}>.wasm=${folder}/$<TARGET_FILE_BASE_NAME:${target}>.wasm
        DEPENDS ${target} ${pages} ${scripts} ${font_files} ${HUISCLOS_COMPONENTS} huisclos_fonts huisclos_components
            ${PROJECT_SOURCE_DIR}/toolchains/bundle.py
        COMMENT "Assembling the bundle" VERBATIM)
    add_custom_target(bundle ALL DEPENDS ${PROJECT_BINARY_DIR}/bundle.json)
endfunction()
