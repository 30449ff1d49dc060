# Dear ImGui: its core and, for wasm, the OpenGL ES 3 (WebGL2) renderer. No demo window, no obsolete names.
set(root ${HUISCLOS_SOURCES}/imgui)
set(sources ${root}/imgui.cpp ${root}/imgui_draw.cpp ${root}/imgui_tables.cpp ${root}/imgui_widgets.cpp)
set(headers ${root}/imgui.h ${root}/imconfig.h ${root}/imgui_internal.h ${root}/imstb_rectpack.h
    ${root}/imstb_textedit.h ${root}/imstb_truetype.h)
if(EMSCRIPTEN)
    list(APPEND sources ${root}/backends/imgui_impl_opengl3.cpp)
    list(APPEND headers ${root}/backends/imgui_impl_opengl3.h)
    list(APPEND sources ${CMAKE_CURRENT_LIST_DIR}/imgui_scan.c)
endif()

add_library(imgui STATIC ${sources})
target_include_directories(imgui PRIVATE ${root} ${root}/backends)
# These definitions change the layout of ImGui's types: toolchains/cmake/third_party.cmake gives users the same ones.
target_compile_definitions(imgui PRIVATE ${HUISCLOS_IMGUI_DEFINITIONS})
target_compile_options(imgui PRIVATE -fno-exceptions -fno-rtti)
if(EMSCRIPTEN)
    set_source_files_properties(${root}/imgui.cpp ${root}/imgui_tables.cpp PROPERTIES
        COMPILE_DEFINITIONS sscanf=imgui_reads_no_settings)
    set_source_files_properties(${root}/backends/imgui_impl_opengl3.cpp PROPERTIES
        COMPILE_DEFINITIONS sscanf=imgui_reads_version)
    target_compile_options(imgui PRIVATE -Oz)
else()
    target_compile_options(imgui PRIVATE -O2 -g)
endif()

install(TARGETS imgui ARCHIVE DESTINATION lib)
install(FILES ${headers} DESTINATION include/imgui)
