%% Module calendar: leap years, days, weeks, conversions.
-module(stdlib_calendar).
-export([main/0]).

main() ->
    p([calendar:is_leap_year(Y) || Y <- [1900, 2000, 2023, 2024]]),
    p([calendar:date_to_gregorian_days(2024, 2, 29), calendar:gregorian_days_to_date(739310), calendar:day_of_the_week(2024, 2, 29), calendar:last_day_of_the_month(2023, 2), calendar:valid_date(2023, 2, 29)]),
    p([calendar:iso_week_number({2021, 1, 3}), calendar:iso_week_number({2020, 12, 31})]),
    p([calendar:datetime_to_gregorian_seconds({{1970, 1, 1}, {0, 0, 0}}), calendar:gregorian_seconds_to_datetime(63000000000), calendar:seconds_to_daystime(100000), calendar:seconds_to_time(3661), calendar:time_to_seconds({1, 1, 1})]),
    p([calendar:system_time_to_universal_time(1700000000, second), calendar:system_time_to_rfc3339(1700000000, [{offset, "Z"}]), calendar:rfc3339_to_system_time("2024-02-29T12:00:00+01:00")]),
    p(calendar:time_difference({{2024, 1, 1}, {0, 0, 0}}, {{2024, 1, 2}, {1, 2, 3}})),
    p(calendar:universal_time_to_local_time({{2024, 6, 1}, {12, 0, 0}})).

p(X) -> io:format("~tp~n", [X]).
