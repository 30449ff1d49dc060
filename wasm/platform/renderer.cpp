#include "wasm/platform/renderer.hpp"

#include <GLES3/gl3.h>
#include <imgui.h>
#include <imgui_impl_opengl3.h>

#include "wasm/ports/page.hpp"

namespace huisclos::wasm {

namespace {

/// Without a card the atlas is accepted as it is: nobody reads it.
void accept_textures()
{
    for (ImTextureData* texture : ImGui::GetPlatformIO().Textures) {
        if (texture->Status == ImTextureStatus_WantDestroy) {
            texture->SetTexID(ImTextureID_Invalid);
            texture->SetStatus(ImTextureStatus_Destroyed);
        } else if (texture->Status == ImTextureStatus_WantCreate || texture->Status == ImTextureStatus_WantUpdates) {
            texture->SetTexID(ImTextureID(1));
            texture->SetStatus(ImTextureStatus_OK);
        }
    }
}

}  // namespace

Renderer::~Renderer()
{
    if (m_has_gl)
        ImGui_ImplOpenGL3_Shutdown();
}

void Renderer::start()
{
    ImGuiIO& io = ImGui::GetIO();
    io.BackendPlatformName = "huisclos";
    io.BackendFlags |= ImGuiBackendFlags_HasMouseCursors;
    m_has_gl = huisclos_js_gl_start() != 0;
    if (m_has_gl)
        ImGui_ImplOpenGL3_Init("#version 300 es");
    else
        io.BackendFlags |= ImGuiBackendFlags_RendererHasTextures;
}

void Renderer::restore()
{
    if (!m_has_gl)
        return;
    ImGui_ImplOpenGL3_DestroyDeviceObjects();
    ImGui_ImplOpenGL3_CreateDeviceObjects();
}

void Renderer::new_frame()
{
    if (m_has_gl)
        ImGui_ImplOpenGL3_NewFrame();
}

void Renderer::draw(Surface const& surface, std::uint32_t background)
{
    if (!m_has_gl) {
        accept_textures();
        return;
    }
    auto const channel = [background](int shift) {
        return static_cast<float>(background >> shift & 0xff) / 255.0f;
    };
    glViewport(0, 0, surface.device_width, surface.device_height);
    glClearColor(channel(16), channel(8), channel(0), 1.0f);
    glClear(GL_COLOR_BUFFER_BIT);
    ImGui_ImplOpenGL3_RenderDrawData(ImGui::GetDrawData());
    if (int const cursor = ImGui::GetMouseCursor(); cursor != m_cursor) {
        m_cursor = cursor;
        huisclos_js_cursor(cursor);
    }
}

}  // namespace huisclos::wasm
