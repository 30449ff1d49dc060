# huisclos_library(NAME FOLDER [PUBLIC target...] [PRIVATE target...])
#
# One library from every .cpp under FOLDER (new files need no edit here). A folder with no .cpp yet, or with headers
# only, is an interface library, so that others can already link it. The options must stay the least that a folder may
# see: what is linked here is what `toolchains/check_layers.py` lets it include.
function(huisclos_library name folder)
    cmake_parse_arguments(PARSE_ARGV 2 arg "" "" "PUBLIC;PRIVATE")
    file(GLOB_RECURSE sources CONFIGURE_DEPENDS ${folder}/*.cpp)
    if(sources)
        add_library(${name} STATIC ${sources})
        target_link_libraries(${name} PUBLIC huisclos_options ${arg_PUBLIC} PRIVATE huisclos_strict ${arg_PRIVATE})
        # The application and the interface: their work is done below, in the ledger and in the libraries.
        if(name MATCHES "_(app|a11y|text|theme|kit|screens|shell)$")
            set_target_properties(${name} PROPERTIES HUISCLOS_RUNS_SELDOM ON)
        endif()
    else()
        add_library(${name} INTERFACE)
        target_link_libraries(${name} INTERFACE huisclos_options ${arg_PUBLIC})
    endif()
    string(REPLACE "huisclos_" "" short ${name})
    add_library(huisclos::${short} ALIAS ${name})
endfunction()
