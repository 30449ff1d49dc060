# libsodium as a list of its sources with the defines that its configure would find: seconds instead of minutes.
set(root ${HUISCLOS_SOURCES}/libsodium)
file(GLOB_RECURSE sources ${root}/src/libsodium/*.c)
if(CMAKE_SYSTEM_PROCESSOR MATCHES "x86_64|AMD64" AND NOT EMSCRIPTEN)
    file(GLOB_RECURSE assembly ${root}/src/libsodium/*.S)
endif()

# The only generated header; its numbers are read from configure.ac so that they follow the sources.
file(STRINGS ${root}/configure.ac lines REGEX "^(AC_INIT|SODIUM_LIBRARY_VERSION_M)")
foreach(line IN LISTS lines)
    if(line MATCHES "AC_INIT\\(\\[libsodium\\],\\[([0-9.]+)\\]")
        set(VERSION ${CMAKE_MATCH_1})
    elseif(line MATCHES "^(SODIUM_LIBRARY_VERSION_M[A-Z]+)=([0-9]+)")
        set(${CMAKE_MATCH_1} ${CMAKE_MATCH_2})
    endif()
endforeach()
if(NOT VERSION)
    message(FATAL_ERROR "No version found in ${root}/configure.ac")
endif()
set(SODIUM_LIBRARY_MINIMAL_DEF "")
configure_file(${root}/src/libsodium/include/sodium/version.h.in include/sodium/version.h @ONLY)

# Argon2 on wasm SIMD: libsodium 1.0.22 multiplies lanes 0 and 1 of its 32-bit vectors where BlaMka (RFC 9106, 3.6)
# needs the low halves of both 64-bit lanes, 0 and 2; its digests are then no Argon2 at all. We build a corrected copy;
# `toolchains/setup` compares the finished library with the native one and refuses it when they differ.
set(argon2 ${root}/src/libsodium/crypto_pwhash/argon2)
if(EMSCRIPTEN)
    file(READ ${argon2}/blamka-round-wasm32.h blamka)
    set(wrong "wasm_u64x2_extmul_low_u32x4(x, y)")
    set(right "wasm_u64x2_extmul_low_u32x4(wasm_i32x4_shuffle(x, x, 0, 2, 0, 2), wasm_i32x4_shuffle(y, y, 0, 2, 0, 2))")
    string(FIND "${blamka}" "${wrong}" at)
    if(at GREATER -1)
        string(REPLACE "${wrong}" "${right}" blamka "${blamka}")
        file(WRITE ${CMAKE_CURRENT_BINARY_DIR}/argon2/blamka-round-wasm32.h "${blamka}")
        configure_file(${argon2}/argon2-fill-block-wasm32.c argon2/argon2-fill-block-wasm32.c COPYONLY)
        list(REMOVE_ITEM sources ${argon2}/argon2-fill-block-wasm32.c)
        list(APPEND sources ${CMAKE_CURRENT_BINARY_DIR}/argon2/argon2-fill-block-wasm32.c)
    endif()
endif()

# Argon2 is computed by its SIMD code in every browser that can load the module; the plain code would come along as the
# first value of the pointer to it.
if(EMSCRIPTEN)
    set_source_files_properties(${argon2}/argon2-core.c PROPERTIES
        COMPILE_DEFINITIONS argon2_fill_segment_ref=argon2_fill_segment_wasm32)
endif()

# The base point of edwards25519 is multiplied without its table, the heaviest thing that no compression shortens.
if(EMSCRIPTEN)
    set_source_files_properties(${root}/src/libsodium/crypto_core/ed25519/ref10/ed25519_ref10.c PROPERTIES
        COMPILE_DEFINITIONS ge25519_scalarmult_base=ge25519_scalarmult_base_by_table)
    list(APPEND sources ${CMAKE_CURRENT_LIST_DIR}/ed25519_base_point.c)
endif()

add_library(sodium STATIC ${sources} ${assembly})
target_include_directories(sodium PRIVATE ${argon2})
target_include_directories(sodium PRIVATE
    ${root}/src/libsodium/include ${root}/src/libsodium/include/sodium
    ${CMAKE_CURRENT_BINARY_DIR}/include ${CMAKE_CURRENT_BINARY_DIR}/include/sodium)
target_compile_definitions(sodium PRIVATE
    _GNU_SOURCE=1 CONFIGURED=1 SODIUM_STATIC=1 NATIVE_LITTLE_ENDIAN=1
    HAVE_C11_MEMORY_FENCES=1 HAVE_GCC_MEMORY_FENCES=1 HAVE_INTTYPES_H=1 HAVE_STDINT_H=1 HAVE_CLOCK_GETTIME=1
    HAVE_WEAK_SYMBOLS=1 HAVE_POSIX_MEMALIGN=1)
target_compile_options(sodium PRIVATE
    -O3 -fvisibility=hidden -fno-strict-aliasing -fno-strict-overflow -fwrapv)
if(EMSCRIPTEN)
    # No 128-bit integers: on wasm each product would be a call, and the 25.5-bit code is faster.
    target_compile_definitions(sodium PRIVATE TLS=)
    # Seals are a few for each act and each commit: their lattice code, unrolled, would be a tenth of what is downloaded.
    set(seals ${sources})
    list(FILTER seals INCLUDE REGEX "/crypto_(kem|xof|core/keccak1600)/")
    set_source_files_properties(${seals} PROPERTIES COMPILE_OPTIONS -Oz)
else()
    target_compile_options(sodium PRIVATE -flax-vector-conversions)
    target_compile_definitions(sodium PRIVATE
        TLS=_Thread_local ASM_HIDE_SYMBOL=.hidden HAVE_ATOMIC_OPS=1 HAVE_INLINE_ASM=1 HAVE_TI_MODE=1
        HAVE_CATCHABLE_ABRT=1 HAVE_CATCHABLE_SEGV=1 HAVE_GETPID=1 HAVE_MADVISE=1 HAVE_MLOCK=1 HAVE_MMAP=1
        HAVE_MPROTECT=1 HAVE_NANOSLEEP=1 HAVE_PTHREAD=1 HAVE_PTHREAD_PRIO_INHERIT=1 HAVE_RAISE=1 HAVE_SYSCONF=1
        HAVE_SYS_AUXV_H=1 HAVE_SYS_MMAN_H=1 HAVE_SYS_PARAM_H=1 HAVE_SYS_RANDOM_H=1 HAVE_GETRANDOM=1)
    if(CMAKE_SYSTEM_PROCESSOR MATCHES "x86_64|AMD64")
        target_compile_definitions(sodium PRIVATE
            HAVE_AMD64_ASM=1 HAVE_AVX_ASM=1 HAVE_CPUID=1 HAVE_MMINTRIN_H=1 HAVE_EMMINTRIN_H=1 HAVE_PMMINTRIN_H=1
            HAVE_TMMINTRIN_H=1 HAVE_SMMINTRIN_H=1 HAVE_AVXINTRIN_H=1 HAVE_AVX2INTRIN_H=1 HAVE_AVX512FINTRIN_H=1
            HAVE_WMMINTRIN_H=1 HAVE_RDRAND=1)
    elseif(CMAKE_SYSTEM_PROCESSOR MATCHES "aarch64|arm64")
        target_compile_definitions(sodium PRIVATE HAVE_ARMCRYPTO=1)
    endif()
endif()

install(TARGETS sodium ARCHIVE DESTINATION lib)
install(DIRECTORY ${root}/src/libsodium/include/ DESTINATION include/sodium FILES_MATCHING PATTERN "*.h" PATTERN private EXCLUDE)
install(DIRECTORY ${CMAKE_CURRENT_BINARY_DIR}/include/ DESTINATION include/sodium)
