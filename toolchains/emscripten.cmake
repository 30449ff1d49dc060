# CMake toolchain file of the web presets: the em++ that toolchains/setup prepared.
execute_process(COMMAND bash ${CMAKE_CURRENT_LIST_DIR}/lib/paths.sh OUTPUT_VARIABLE huisclos_folders COMMAND_ERROR_IS_FATAL ANY)
list(GET huisclos_folders 0 huisclos_prefix)
get_filename_component(EMSCRIPTEN_ROOT_PATH ${huisclos_prefix}/emscripten REALPATH)
if(NOT EXISTS ${EMSCRIPTEN_ROOT_PATH}/em++)
    message(FATAL_ERROR "The compiler to WebAssembly is not there yet: run toolchains/setup, then configure again.")
endif()
include(${EMSCRIPTEN_ROOT_PATH}/cmake/Modules/Platform/Emscripten.cmake)
