# Third-party libraries, built and cached by toolchains/setup: huisclos::sodium, huisclos::imgui, huisclos::utf8proc,
# huisclos::qrencode, nlohmann_json::nlohmann_json, huisclos::boost_test (headers).

execute_process(COMMAND bash ${PROJECT_SOURCE_DIR}/toolchains/lib/paths.sh
    OUTPUT_VARIABLE folders COMMAND_ERROR_IS_FATAL ANY)
list(GET folders 0 HUISCLOS_PREFIX)
list(GET folders 1 HUISCLOS_SOURCES)
if(EMSCRIPTEN)
    list(GET folders 3 libs)
else()
    list(GET folders 2 libs)
endif()
if(NOT EXISTS ${libs}/lib/libsodium.a)
    message(FATAL_ERROR "The third-party libraries are not built yet: run toolchains/setup, then configure again.")
endif()
set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS
    ${PROJECT_SOURCE_DIR}/toolchains/versions.lock ${PROJECT_SOURCE_DIR}/toolchains/lib/paths.sh)

include(${PROJECT_SOURCE_DIR}/toolchains/third_party/imgui_definitions.cmake)

foreach(name sodium imgui utf8proc qrencode)
    add_library(huisclos::${name} STATIC IMPORTED GLOBAL)
    set_target_properties(huisclos::${name} PROPERTIES
        IMPORTED_LOCATION ${libs}/lib/lib${name}.a
        INTERFACE_INCLUDE_DIRECTORIES ${libs}/include/${name})
endforeach()
set_property(TARGET huisclos::sodium PROPERTY INTERFACE_COMPILE_DEFINITIONS SODIUM_STATIC=1)
set_property(TARGET huisclos::utf8proc PROPERTY INTERFACE_COMPILE_DEFINITIONS UTF8PROC_STATIC=1)
set_property(TARGET huisclos::imgui PROPERTY INTERFACE_COMPILE_DEFINITIONS ${HUISCLOS_IMGUI_DEFINITIONS})

add_library(huisclos::boost_test INTERFACE IMPORTED GLOBAL)
if(EMSCRIPTEN)
    # Header-only libraries of the host, copied apart: /usr/include itself must never be on emcc's path.
    foreach(name nlohmann_json boost_test)
        if(NOT TARGET ${name}_headers)
            add_library(${name}_headers INTERFACE IMPORTED GLOBAL)
            set_property(TARGET ${name}_headers PROPERTY
                INTERFACE_SYSTEM_INCLUDE_DIRECTORIES ${libs}/include/headers)
            set_property(TARGET ${name}_headers PROPERTY INTERFACE_INCLUDE_DIRECTORIES ${libs}/include/headers)
        endif()
    endforeach()
    add_library(nlohmann_json::nlohmann_json ALIAS nlohmann_json_headers)
    target_link_libraries(huisclos::boost_test INTERFACE boost_test_headers)
    # Boost 1.74 derives from std::unary_function, which C++17 removed.
    target_compile_definitions(huisclos::boost_test INTERFACE _LIBCPP_ENABLE_CXX17_REMOVED_UNARY_BINARY_FUNCTION)
else()
    find_package(nlohmann_json 3.11 REQUIRED)
endif()
