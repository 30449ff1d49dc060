/* What ImGui reads numbers with, by the names that imgui.cmake gives them in the place of sscanf: the C library's reader
   of numbers would be a hundredth of what is downloaded. */
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

/* Its settings: the application keeps none (IniFilename is null). */
int imgui_reads_no_settings(char const* text, char const* format, ...)
{
    (void)text;
    (void)format;
    return 0;
}

/* The version of a shader, « #version 300 es »: by it the backend chooses the text of its shaders. */
int imgui_reads_version(char const* text, char const* format, ...)
{
    static char const k_before[] = "#version ";
    if (strcmp(format, "#version %d") != 0 || strncmp(text, k_before, sizeof k_before - 1) != 0)
        return 0;
    va_list places;
    va_start(places, format);
    *va_arg(places, int*) = atoi(text + sizeof k_before - 1);
    va_end(places);
    return 1;
}
