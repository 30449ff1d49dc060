#include "core/app/shown_time.hpp"

#include "core/app/situation_state.hpp"

namespace huisclos::app {

bool is_ahead(Context const& context, Instant written)
{
    return written.ms - context.now().ms > k_most_ahead_ms;
}

Instant shown_at(Context const& context, Instant written)
{
    return is_ahead(context, written) ? context.now() : written;
}

PhraseArg say_day(Context const& context, Instant written)
{
    if (!is_ahead(context, written))
        return paris_date(written);
    return TextRef{"app.day_ahead", typed_date(context.today())};
}

}  // namespace huisclos::app
