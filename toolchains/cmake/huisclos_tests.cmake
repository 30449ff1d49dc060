# How tests become programs.

# Options of test code: Boost.Test throws, so exceptions come back on in wasm; HUISCLOS_TEST_DATA is tests/ itself,
# HUISCLOS_FONT_FOLDER where the cut fonts are.
add_library(huisclos_test_options INTERFACE)
target_link_libraries(huisclos_test_options INTERFACE huisclos_options huisclos::boost_test)
target_compile_definitions(huisclos_test_options INTERFACE 
    HUISCLOS_TEST_DATA="${PROJECT_SOURCE_DIR}/tests" HUISCLOS_FONT_FOLDER="${HUISCLOS_FONTS}")
if(EMSCRIPTEN)
    target_compile_options(huisclos_test_options INTERFACE -fwasm-exceptions)
    target_link_options(huisclos_test_options INTERFACE
        -fwasm-exceptions -sALLOW_MEMORY_GROWTH -sENVIRONMENT=node -sNODERAWFS -sEXIT_RUNTIME -sSTACK_SIZE=1MB)
endif()

# huisclos_support_library(NAME FOLDER target...): doubles and builders, from FOLDER/*.cpp without main.cpp.
function(huisclos_support_library name folder)
    file(GLOB sources CONFIGURE_DEPENDS ${folder}/*.cpp)
    list(FILTER sources EXCLUDE REGEX "/support/(main|fuzz_replay|planted_fault)\\.cpp$")
    if(sources)
        add_library(${name} STATIC ${sources})
        target_link_libraries(${name} PUBLIC huisclos_options huisclos::boost_test ${ARGN})
    else()
        add_library(${name} INTERFACE)
        target_link_libraries(${name} INTERFACE huisclos_options ${ARGN})
    endif()
endfunction()

# huisclos_test_program(NAME FOLDER target...): FOLDER/**/*_tests.cpp with Boost.Test, if there are any.
function(huisclos_test_program name folder)
    file(GLOB_RECURSE sources CONFIGURE_DEPENDS ${folder}/*_tests.cpp)
    if(NOT sources)
        return()
    endif()
    # Helpers beside the tests belong to the program too.
    file(GLOB_RECURSE sources CONFIGURE_DEPENDS ${folder}/*.cpp)
    add_executable(${name} ${sources})
    add_dependencies(huisclos_test_programs ${name})
    target_link_libraries(${name} PRIVATE
        huisclos_test_main huisclos_test_options ${ARGN} huisclos_support nlohmann_json::nlohmann_json)
    if(EMSCRIPTEN)
        set_target_properties(${name} PROPERTIES SUFFIX .cjs)
    endif()
    add_test(NAME ${name} COMMAND ${name})
    set_property(GLOBAL APPEND PROPERTY HUISCLOS_TEST_PROGRAMS ${name})
endfunction()

# huisclos_fuzz_targets(FOLDER): each <name>_fuzz.cpp defines LLVMFuzzerTestOneInput. With HUISCLOS_FUZZ it is a libFuzzer
# program; otherwise a program that replays the files of corpus/<name>/ and is one CTest test. A line `// links: a b` in
# the file names the libraries (huisclos_a huisclos_b); without it, the whole core. A line `// sources: x.cpp` names files
# of a library that is not worth compiling for them alone.
function(huisclos_fuzz_targets folder)
    file(GLOB sources CONFIGURE_DEPENDS ${folder}/*_fuzz.cpp)
    foreach(source IN LISTS sources)
        get_filename_component(name ${source} NAME_WE)
        string(REGEX REPLACE "_fuzz$" "" short ${name})
        file(STRINGS ${source} links REGEX "^// links: ")
        if(links)
            string(REGEX REPLACE "^// links: *" "" links "${links}")
            string(REGEX REPLACE "[ ,]+" ";" links "${links}")
            list(TRANSFORM links PREPEND huisclos_)
        else()
            set(links huisclos_app)
        endif()
        file(STRINGS ${source} parts REGEX "^// sources: ")
        string(REGEX REPLACE "^// sources: *" "" parts "${parts}")
        string(REGEX REPLACE "[ ,]+" ";" parts "${parts}")
        list(TRANSFORM parts PREPEND ${PROJECT_SOURCE_DIR}/)
        add_executable(${name} ${source} ${parts})
        target_link_libraries(${name} PRIVATE huisclos_options ${links})
        if(HUISCLOS_FUZZ)
            target_link_options(${name} PRIVATE -fsanitize=fuzzer)
        else()
            target_sources(${name} PRIVATE ${PROJECT_SOURCE_DIR}/tests/support/fuzz_replay.cpp)
        endif()
        file(GLOB corpus CONFIGURE_DEPENDS ${folder}/corpus/${short}/*)
        if(corpus)
            add_test(NAME ${name} COMMAND ${name} ${corpus})
        endif()
    endforeach()
    if(HUISCLOS_SANITIZE)
        add_executable(planted_fault ${PROJECT_SOURCE_DIR}/tests/support/planted_fault.cpp)
        target_link_libraries(planted_fault PRIVATE huisclos_options)
        if(HUISCLOS_FUZZ)
            target_link_options(planted_fault PRIVATE -fsanitize=fuzzer)
        else()
            target_sources(planted_fault PRIVATE ${PROJECT_SOURCE_DIR}/tests/support/fuzz_replay.cpp)
        endif()
    endif()
endfunction()

# huisclos_bench_programs(FOLDER): each <name>_bench.cpp is a program of the whole core, run by toolchains/bench.
function(huisclos_bench_programs folder)
    file(GLOB sources CONFIGURE_DEPENDS ${folder}/*_bench.cpp)
    foreach(source IN LISTS sources)
        get_filename_component(name ${source} NAME_WE)
        add_executable(huisclos_${name} EXCLUDE_FROM_ALL ${source})
        target_link_libraries(huisclos_${name} PRIVATE huisclos_native)
    endforeach()
endfunction()
