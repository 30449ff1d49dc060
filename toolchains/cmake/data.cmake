# Data of the bundle: target huisclos_fonts (files in <build>/www/fonts, and the table of icons) and the components list.
set(HUISCLOS_FONTS ${PROJECT_BINARY_DIR}/www/fonts)
set(HUISCLOS_FONT_FILES ${HUISCLOS_FONTS}/text-regular.ttf ${HUISCLOS_FONTS}/text-strong.ttf
    ${HUISCLOS_FONTS}/text-fallback.ttf ${HUISCLOS_FONTS}/icons.ttf)
set(icons_txt ${PROJECT_SOURCE_DIR}/ui/theme/icons.txt)
set(icons_hpp ${PROJECT_BINARY_DIR}/generated/ui/theme/icons.hpp)
add_custom_command(OUTPUT ${HUISCLOS_FONT_FILES} ${icons_hpp}
    COMMAND ${HUISCLOS_PYTHON} ${PROJECT_SOURCE_DIR}/toolchains/fonts/make_fonts.py
        ${HUISCLOS_NODE_MODULES} ${icons_txt} ${HUISCLOS_FONTS} ${icons_hpp}
    DEPENDS ${PROJECT_SOURCE_DIR}/toolchains/fonts/make_fonts.py ${icons_txt}
        ${PROJECT_SOURCE_DIR}/tests/package-lock.json
    COMMENT "Cutting fonts" VERBATIM)
add_custom_target(huisclos_fonts DEPENDS ${HUISCLOS_FONT_FILES} ${icons_hpp})
add_dependencies(huisclos_generated huisclos_fonts)

# The list of components: a file of the bundle, and rows compiled in for « À propos » (core/CMakeLists.txt).
set(HUISCLOS_COMPONENTS ${PROJECT_BINARY_DIR}/generated/components.json)
set(HUISCLOS_COMPONENTS_FROM ${PROJECT_SOURCE_DIR}/toolchains/versions.lock ${HUISCLOS_SOURCES}/components
    ${PROJECT_SOURCE_DIR}/tests/package-lock.json)
huisclos_generate(OUTPUT components.json SCRIPT toolchains/gen/components.py
    ARGS ${HUISCLOS_COMPONENTS_FROM} ${HUISCLOS_PREFIX} DEPENDS ${HUISCLOS_COMPONENTS_FROM})
add_custom_target(huisclos_components DEPENDS ${HUISCLOS_COMPONENTS})

# The texts of their licences, for the bundle alone: its compiler is not there when only native programs are built.
set(HUISCLOS_LICENCES ${PROJECT_BINARY_DIR}/generated/licences.txt)
add_custom_command(OUTPUT ${HUISCLOS_LICENCES}
    COMMAND ${HUISCLOS_PYTHON} ${PROJECT_SOURCE_DIR}/toolchains/gen/licences.py
        ${HUISCLOS_COMPONENTS} ${HUISCLOS_SOURCES} ${HUISCLOS_NODE_MODULES} ${HUISCLOS_PREFIX} ${HUISCLOS_LICENCES}
    DEPENDS ${PROJECT_SOURCE_DIR}/toolchains/gen/licences.py ${PROJECT_SOURCE_DIR}/toolchains/gen/licences/emscripten.txt
        ${HUISCLOS_COMPONENTS}
    COMMENT "Gathering the licences" VERBATIM)
add_custom_target(huisclos_licences DEPENDS ${HUISCLOS_LICENCES})
