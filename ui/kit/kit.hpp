// Everything a screen may draw with. Screens include this and ui/text/tr.hpp, and nothing of ImGui.

#pragma once

#include "ui/kit/button.hpp"
#include "ui/kit/choice.hpp"
#include "ui/kit/content.hpp"
#include "ui/kit/context.hpp"
#include "ui/kit/dialog.hpp"
#include "ui/kit/field.hpp"
#include "ui/kit/layout.hpp"
#include "ui/kit/list.hpp"
#include "ui/kit/shell.hpp"
#include "ui/kit/table.hpp"
#include "ui/kit/tabs.hpp"
#include "ui/kit/toast.hpp"
