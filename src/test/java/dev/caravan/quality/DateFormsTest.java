package dev.caravan.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DateFormsTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-03-01",
                "2024-02-29",
                "2026-03-01T12:30",
                "2026-03-01 12:30:59",
                "2026-03-01T12:30:59.123456789Z",
                "2026-03-01T12:30:59,5+01:00",
                "2026-03-01T12:30+0100",
                "20260301",
                "03/01/2026",
                "3/1/2026",
                "1 Mar 2026",
                "29 feb 2024",
                "Mar 1, 2026",
                "Sun, 01 Mar 2026 12:30:59 GMT",
                "Sun, 01 Mar 2026 12:30:59 +0100"
            })
    void aDateInOneOfTheFormsIsParseable(String text) {
        assertThat(text).matches(Pattern.compile(DateForms.parseable()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "soon",
                "2026-02-29",
                "2026-04-31",
                "2026-13-01",
                "2026-00-10",
                "2026-3-1",
                "2026-03-01T24:00",
                "2026-03-01T12:60",
                "2026-03-01 ",
                "2026-03-01T12:30 Z",
                "20260230",
                "31/01/2026",
                "31 Apr 2026",
                "Foo, 01 Mar 2026 12:30:59 GMT",
                "1772368200"
            })
    void whatIsNoRealDateIsNot(String text) {
        assertThat(text).doesNotMatch(Pattern.compile(DateForms.parseable()));
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
                    %Y-%m-%d                 , 2026-03-01                     , true
                    %Y-%m-%d                 , 2026-3-1                       , true
                    %Y-%m-%d                 , 2026-02-30                     , false
                    %d.%m.%Y                 , 29.02.2024                     , true
                    %d.%m.%Y                 , 29.02.2025                     , false
                    %d.%m.%Y                 , 29x02x2024                     , false
                    %d.%m                    , 29.02                          , false
                    %y%m%d                   , 240229                         , true
                    %y%m%d                   , 250229                         , false
                    %d %B %Y                 , 1 march 2026                   , true
                    %A %d %b %Y              , Sunday 01 Mar 2026             , true
                    %j/%Y                    , 366/2024                       , true
                    %j/%Y                    , 366/2025                       , false
                    %j/%Y                    , 060/2025                       , true
                    %I:%M %p                 , 12:59 pm                       , true
                    %I:%M %p                 , 13:00 pm                       , false
                    %H:%M:%S.%f              , 23:59:59.123456                , true
                    %H:%M:%S.%f              , 23:59:59.1234567               , false
                    %Y-%m-%dT%H:%M:%S%z      , 2026-03-01T00:00:00+01:00      , true
                    %Y-%m-%dT%H:%M:%S%z      , 2026-03-01T00:00:00            , false
                    %H %Z                    , 12 UTC                         , true
                    %H %Z                    , 12 CET                         , false
                    100%%                    , 100%                           , true
                    (%Y)                     , (2026)                         , true""")
    void aFormatIsTheWholeValue(String format, String text, boolean matches) {
        assertThat(Pattern.compile(DateForms.strftime(format)).matcher(text).find())
                .isEqualTo(matches);
    }

    @Test
    void everyDayOfFourCenturiesIsRealAndNoOther() {
        Pattern iso = Pattern.compile(DateForms.strftime("%Y-%m-%d"));
        for (YearMonth month = YearMonth.of(1800, 1); month.getYear() < 2200; month = month.plusMonths(1)) {
            for (int day = 1; day <= 31; day++) {
                String text = "%s-%02d".formatted(month, day);
                assertThat(iso.matcher(text).matches()).as(text).isEqualTo(day <= month.lengthOfMonth());
            }
        }
        assertThat(iso.matcher(LocalDate.of(2000, 2, 29).toString()).matches()).isTrue();
    }

    @Test
    void aDirectiveThatIsNotKnownIsRefused() {
        assertThatThrownBy(() -> DateForms.strftime("%Y-%Q")).hasMessageContaining("%Q");
        assertThatThrownBy(() -> DateForms.strftime("%Y%")).hasMessageContaining("single %");
    }
}
