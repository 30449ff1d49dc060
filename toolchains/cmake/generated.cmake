# Files made at build time from data of other packages, under <build>/generated (on every include path).
find_program(HUISCLOS_PYTHON NAMES python3 PATHS /usr/bin NO_DEFAULT_PATH REQUIRED)

# huisclos_generate(OUTPUT file SCRIPT toolchains/gen/x.py [ARGS ...] [DEPENDS ...])
#
# Runs the script with /usr/bin/python3 when one of its inputs is newer; OUTPUT is relative to <build>/generated and is
# the script's last argument. Add the output to the sources of the target that includes it.
function(huisclos_generate)
    cmake_parse_arguments(PARSE_ARGV 0 arg "" "OUTPUT;SCRIPT" "ARGS;DEPENDS")
    set(output ${PROJECT_BINARY_DIR}/generated/${arg_OUTPUT})
    set(script ${PROJECT_SOURCE_DIR}/${arg_SCRIPT})
    get_filename_component(folder ${output} DIRECTORY)
    file(MAKE_DIRECTORY ${folder})
    add_custom_command(OUTPUT ${output}
        COMMAND ${HUISCLOS_PYTHON} ${script} ${arg_ARGS} ${output}
        DEPENDS ${script} ${arg_DEPENDS}
        COMMENT "Generating ${arg_OUTPUT}" VERBATIM)
endfunction()
