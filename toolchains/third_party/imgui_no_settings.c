/* What ImGui asks to read its settings with. The application keeps none (IniFilename is null), and the C library's
   reader of numbers is a hundredth of what is downloaded: imgui.cmake gives it this name in its place. */
int imgui_reads_no_settings(char const* text, char const* format, ...)
{
    (void)text;
    (void)format;
    return 0;
}
