#include "core/law/retention.hpp"

#include "core/domain/age.hpp"

namespace huisclos::law {

std::optional<Retention> latest_end(Date birth)
{
    auto const birthday = domain::twenty_fifth_birthday(birth);
    if (!birthday)
        return std::nullopt;
    return Retention{*birthday, RetentionReason::TwentyFifthBirthday};
}

std::optional<Retention> archive_end(Date end, Date birth)
{
    auto const latest = latest_end(birth);
    if (!latest)
        return std::nullopt;
    auto const three_years = add_years(end, k_archive_years);
    if (three_years < latest->until)
        return Retention{three_years, RetentionReason::ThreeYears};
    return latest;
}

Date not_retained_end(Date decided)
{
    return add_months(decided, k_not_retained_months);
}

}  // namespace huisclos::law
