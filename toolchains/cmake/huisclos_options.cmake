# The compiler options that every target of ours shares: huisclos_options, an interface library.

# ccache, told that the place of the checkout and of the build folder does not matter.
find_program(HUISCLOS_CCACHE ccache)
mark_as_advanced(HUISCLOS_CCACHE)
if(HUISCLOS_CCACHE)
    set(CMAKE_CXX_COMPILER_LAUNCHER
        ${CMAKE_COMMAND} -E env CCACHE_BASEDIR=${PROJECT_SOURCE_DIR} CCACHE_NOHASHDIR=1 ${HUISCLOS_CCACHE})
endif()

add_library(huisclos_options INTERFACE)
target_include_directories(huisclos_options INTERFACE
    ${PROJECT_BINARY_DIR} ${PROJECT_SOURCE_DIR} ${PROJECT_BINARY_DIR}/generated)
target_compile_options(huisclos_options INTERFACE
    -Wall -Wextra -Wpedantic -Wconversion -Wshadow
    # No path of the machine that builds ends up in what it makes.
    -ffile-prefix-map=${PROJECT_BINARY_DIR}=build -ffile-prefix-map=${PROJECT_SOURCE_DIR}=.)
if(HUISCLOS_WERROR)
    target_compile_options(huisclos_options INTERFACE -Werror)
    # Inlining at -O3, g++ 12 sees vectors of size 0 that cannot be there (its bugs 105329, 107852): said, not an error.
    if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU" AND CMAKE_BUILD_TYPE STREQUAL "Release")
        target_compile_options(huisclos_options INTERFACE
            -Wno-error=stringop-overread -Wno-error=stringop-overflow -Wno-error=array-bounds -Wno-error=restrict)
    endif()
    # g++ takes a file that is compiled with others for a header, whose coroutines would hold what only it knows.
    if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU" AND CMAKE_UNITY_BUILD)
        target_compile_options(huisclos_options INTERFACE -Wno-subobject-linkage)
    endif()
    # Clang sees libstdc++ 12 use, in its own stable_sort, what it calls deprecated itself: said, not an error.
    if(CMAKE_CXX_COMPILER_ID STREQUAL "Clang" AND NOT EMSCRIPTEN)
        target_compile_options(huisclos_options INTERFACE -Wno-error=deprecated-declarations)
    endif()
endif()

# What takes longer to compile than to run is optimised less (HUISCLOS_RUNS_SELDOM): natively, the application serves to
# make the demonstration alone.
if(CMAKE_BUILD_TYPE STREQUAL "Release" AND NOT EMSCRIPTEN)
    target_compile_options(huisclos_options INTERFACE $<$<BOOL:$<TARGET_PROPERTY:HUISCLOS_RUNS_SELDOM>>:-O1>)
endif()

if(HUISCLOS_SANITIZE)
    target_compile_options(huisclos_options INTERFACE
        -fsanitize=${HUISCLOS_SANITIZE} -fno-sanitize-recover=all -fno-omit-frame-pointer -g1
        $<IF:$<BOOL:$<TARGET_PROPERTY:HUISCLOS_RUNS_SELDOM>>,-O0,-O1>
        # Our libraries have no type information: code that has it would see each of their objects as a stranger.
        -fno-sanitize=vptr)
    target_link_options(huisclos_options INTERFACE -fsanitize=${HUISCLOS_SANITIZE})
endif()
if(HUISCLOS_FUZZ)
    target_compile_options(huisclos_options INTERFACE -fsanitize=fuzzer-no-link)
endif()

# What our own libraries add, and tests do not: Boost.Test needs both. The core throws nothing, so that the browser's
# code carries no unwinding tables.
add_library(huisclos_strict INTERFACE)
target_compile_options(huisclos_strict INTERFACE -fno-rtti)
if(EMSCRIPTEN)
    target_compile_options(huisclos_strict INTERFACE -fno-exceptions)
endif()

if(EMSCRIPTEN)
    target_compile_options(huisclos_options INTERFACE -msimd128)
    if(NOT HUISCLOS_WASM_TESTS)
        target_link_options(huisclos_options INTERFACE -fno-exceptions)
    endif()
    if(CMAKE_BUILD_TYPE STREQUAL "MinSizeRel")
        # Programs for Node are eight: what is optimised across files, in each of them, is the bundle's alone.
        if(HUISCLOS_WASM_TESTS)
            target_compile_options(huisclos_options INTERFACE $<IF:$<BOOL:$<TARGET_PROPERTY:HUISCLOS_RUNS_SELDOM>>,-O0,-O1>)
            target_link_options(huisclos_options INTERFACE -O1)
        else()
            target_compile_options(huisclos_options INTERFACE -Oz -flto)
            target_compile_definitions(huisclos_options INTERFACE HUISCLOS_WITHOUT_ERROR_NOTES)
            # What the linker's own passes leave is optimised once more: two kilobytes less at the first visit.
            target_link_options(huisclos_options INTERFACE -Oz -flto -sBINARYEN_EXTRA_PASSES=-Oz)
        endif()
    endif()
endif()
