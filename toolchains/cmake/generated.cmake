# Files made at build time from data of other packages, under <build>/generated; <build> is on every include path, so
# that `#include "generated/core/crypto/word_list.inc"` finds them.
find_program(HUISCLOS_PYTHON NAMES python3 PATHS /usr/bin NO_DEFAULT_PATH REQUIRED)

# Whatever is generated: what a reader of the sources needs that compiles nothing.
add_custom_target(huisclos_generated)

# huisclos_generate(OUTPUT file SCRIPT toolchains/gen/x.py [ARGS ...] [DEPENDS ...] [TARGET target])
#
# Runs the script with Debian's python3 when one of its inputs is newer; OUTPUT is relative to <build>/generated and is
# the script's last argument. TARGET is built after it (nothing happens while TARGET has no
# sources); without TARGET, add the output to the sources of the target that includes it.
function(huisclos_generate)
    cmake_parse_arguments(PARSE_ARGV 0 arg "" "OUTPUT;SCRIPT;TARGET" "ARGS;DEPENDS")
    set(output ${PROJECT_BINARY_DIR}/generated/${arg_OUTPUT})
    set(script ${PROJECT_SOURCE_DIR}/${arg_SCRIPT})
    get_filename_component(folder ${output} DIRECTORY)
    file(MAKE_DIRECTORY ${folder})
    add_custom_command(OUTPUT ${output}
        COMMAND ${HUISCLOS_PYTHON} ${script} ${arg_ARGS} ${output}
        DEPENDS ${script} ${arg_DEPENDS}
        COMMENT "Generating ${arg_OUTPUT}" VERBATIM)
    string(MAKE_C_IDENTIFIER "generated_${arg_OUTPUT}" target)
    add_custom_target(${target} DEPENDS ${output})
    add_dependencies(huisclos_generated ${target})
    if(arg_TARGET)
        get_target_property(type ${arg_TARGET} TYPE)
        if(NOT type STREQUAL "INTERFACE_LIBRARY")
            target_sources(${arg_TARGET} PRIVATE ${output})
        endif()
    endif()
endfunction()

set(HUISCLOS_NODE_MODULES ${PROJECT_SOURCE_DIR}/tests/node_modules)
if(NOT EXISTS ${HUISCLOS_NODE_MODULES}/bip39)
    message(FATAL_ERROR "The npm packages are not there yet: run toolchains/setup, then configure again.")
endif()
