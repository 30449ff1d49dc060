// The floor that first_frame_ms is compared with: Dear ImGui, its WebGL2 backend, the same fonts, compiler options and
// server, one window with twenty lines of text, and nothing of ours.

#include <cstdint>
#include <cstdlib>

#include <GLES3/gl3.h>
#include <emscripten/em_macros.h>
#include <imgui.h>
#include <imgui_impl_opengl3.h>

extern "C" int bare_js_gl_start();

extern "C" EMSCRIPTEN_KEEPALIVE void* bare_alloc(std::size_t size)
{
    return std::malloc(size);
}

/// `font` stays: ImGui reads it when it needs a letter.
extern "C" EMSCRIPTEN_KEEPALIVE int bare_start(void* font, int size)
{
    ImGui::CreateContext();
    ImGui::GetIO().IniFilename = nullptr;
    ImFontConfig config;
    config.FontDataOwnedByAtlas = false;
    ImGui::GetIO().Fonts->AddFontFromMemoryTTF(font, size, 16.0f, &config);
    return bare_js_gl_start() != 0 && ImGui_ImplOpenGL3_Init("#version 300 es") ? 1 : 0;
}

extern "C" EMSCRIPTEN_KEEPALIVE void bare_frame(float width, float height, int device_width, int device_height)
{
    ImGuiIO& io = ImGui::GetIO();
    io.DisplaySize = {width, height};
    io.DisplayFramebufferScale = {static_cast<float>(device_width) / width, static_cast<float>(device_height) / height};
    io.DeltaTime = 1.0f / 60.0f;
    ImGui_ImplOpenGL3_NewFrame();
    ImGui::NewFrame();
    ImGui::SetNextWindowPos({0, 0});
    ImGui::SetNextWindowSize(io.DisplaySize);
    ImGui::Begin("Huis Clos", nullptr, ImGuiWindowFlags_NoDecoration);
    for (int line = 1; line <= 20; ++line)
        ImGui::Text("Ligne %d : la séance est levée à dix-huit heures.", line);
    ImGui::End();
    ImGui::Render();
    glViewport(0, 0, device_width, device_height);
    glClearColor(0.96f, 0.96f, 0.97f, 1.0f);
    glClear(GL_COLOR_BUFFER_BIT);
    ImGui_ImplOpenGL3_RenderDrawData(ImGui::GetDrawData());
}
