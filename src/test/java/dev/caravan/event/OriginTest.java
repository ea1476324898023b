package dev.caravan.event;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.util.RawValue;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OriginTest {
    private static final String PAGE = "https://www.shop.example/tea";
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final EventParser PARSER = Parsers.shipped();

    @Test
    void theCampaignComesFirst() {
        Origin origin = of(
                "{\"source\":\" Google \",\"utm_source\":\"bing\",\"medium\":\"CPC\",\"name\":\"Brand DE\"}",
                PAGE + "?utm_source=mail&utm_medium=email&utm_campaign=spring",
                "https://www.bing.com/");
        assertThat(origin).isEqualTo(new Origin("google", "cpc", "Brand DE"));
    }

    @Test
    void whatTheCampaignDoesNotSayTheAddressSays() {
        Origin origin = of(
                "{\"source\":\"\",\"utm_medium\":\"Email\"}",
                PAGE + "?a=1&utm_source=Mail&utm_medium=sms&utm_campaign=Spring+sale%21#utm_source=other",
                "https://www.bing.com/");
        assertThat(origin).isEqualTo(new Origin("mail", "email", "Spring sale!"));
    }

    @Test
    void aReferrerOfAnotherHostIsASource() {
        assertThat(of(null, PAGE, "https://www.Bing.com/search?q=utm_source"))
                .isEqualTo(new Origin("bing.com", "referral", ""));
        assertThat(of("{}", null, "https://bing.com")).isEqualTo(new Origin("bing.com", "referral", ""));
    }

    @Test
    void thePagesOwnHostIsNone() {
        assertThat(of(null, PAGE, "http://shop.example:8080/start")).isEqualTo(new Origin("direct", "none", ""));
    }

    @Test
    void withoutAnythingItIsDirect() {
        assertThat(of(null, null, null)).isEqualTo(new Origin("direct", "none", ""));
    }

    @Test
    void aNamedSourceWithAReferrerIsAReferral() {
        assertThat(of("{\"source\":\"partner\"}", PAGE, "https://blog.example/"))
                .isEqualTo(new Origin("partner", "referral", ""));
    }

    @ParameterizedTest
    @CsvSource({
        "https://a.example, a.example",
        "HTTPS://A.Example:443/x, a.example",
        "//www.a.example?x, a.example",
        "https://user:pw@a.example./, a.example",
        "https://a@b@c.example, c.example",
        "android-app://com.google.android.gm/, com.google.android.gm",
        "'  https://a.example b', a.example",
        "https://a.example\\evil, a.example",
        "https://[::1]:80/, [::1]",
        "https://www.www.example, www.example",
        "https://b\u00FCcher.example, b\u00FCcher.example"
    })
    void aHostIsFoundInWhatSendersWrite(String referrer, String host) {
        assertThat(of(null, null, referrer).source()).isEqualTo(host);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "a.example",
                "r-1",
                "mailto:me@a.example",
                "http://",
                "http:///path",
                "://a.example",
                "1http://a.example",
                "https:/a.example",
                "https://:80",
                "https://me@"
            })
    void whatNamesNoHostIsNoReferrer(String referrer) {
        assertThat(of(null, null, referrer)).isEqualTo(new Origin("direct", "none", ""));
    }

    @ParameterizedTest
    @CsvSource(
            ignoreLeadingAndTrailingWhitespace = false,
            value = {
                "a%20b,a b",
                "a+b,a b",
                "%C3%A9t%c3%a9,\u00E9t\u00E9",
                "%F0%9F%8D%B5,\uD83C\uDF75",
                "100%,100%",
                "%zz%2,%zz%2",
                "%C3,%C3",
                "%ED%A0%80,%ED%A0%80",
                "%C0%AF+,%C0%AF",
                "a%00b,a%00b",
                "%20%0a,''",
                "a=b,a=b"
            })
    void aParameterIsDecodedIfItCanBe(String written, String campaign) {
        assertThat(of(null, PAGE + "?utm_campaign=" + written, null).campaign()).isEqualTo(campaign);
    }

    @Test
    void theFirstParameterOfTheNameCounts() {
        assertThat(of(null, PAGE + "?xutm_campaign=0&&utm_campaign=1&utm_campaign=2", null)
                        .campaign())
                .isEqualTo("1");
        assertThat(of(null, PAGE + "?utm_campaign&UTM_CAMPAIGN=2", null).campaign())
                .isEmpty();
        assertThat(of(null, PAGE + "#?utm_campaign=1", null).campaign()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"name\":5}",
                "{\"name\":null}",
                "{\"name\":{\"name\":\"deep\"}}",
                "{\"name\":[\"a\"],\"other\":{\"name\":\"deep\"}}",
                "{\"Name\":\"a\"}",
                "{\"name\":\" \\n\"}"
            })
    void onlyATextOfTheCampaignItselfCounts(String campaign) {
        assertThat(of(campaign, null, null).campaign()).isEmpty();
    }

    @Test
    void aTextIsCutAfterAHundredCharacters() {
        String tea = "\uD83C\uDF75".repeat(99);
        assertThat(of("{\"name\":\"" + tea + "ab\"}", null, null).campaign()).isEqualTo(tea + "a");
        assertThat(of("{\"name\":\"" + tea + " b\"}", null, null).campaign()).isEqualTo(tea);
        assertThat(of(null, null, "https://" + "a".repeat(101) + ".example").source())
                .isEqualTo("a".repeat(100));
    }

    @Test
    void aCampaignOfManyDigitsAndLongNamesIsRead() {
        String odd = "{\"" + "n".repeat(60_000) + "\":1,\"x\":" + "9".repeat(1_000) + ",\"name\":\"a\"}";
        assertThat(of(odd, null, null).campaign()).isEqualTo("a");
    }

    @Test
    void onlyLettersOfAsciiBecomeSmall() {
        assertThat(of("{\"source\":\"\u0130\u00C9I\"}", null, null).source()).isEqualTo("\u0130\u00C9i");
    }

    private static Origin of(@Nullable String campaign, @Nullable String pageUrl, @Nullable String referrer) {
        ObjectNode json = JSON.createObjectNode()
                .put("event_id", "1")
                .put("event_type", "page_view")
                .put("event_timestamp", "2025-12-31T10:00:00Z")
                .put("user_id", "u")
                .put("page_url", pageUrl)
                .put("referrer", referrer);
        if (campaign != null) {
            json.putRawValue("campaign", new RawValue(campaign));
        }
        Parsed event =
                PARSER.parse(json.toString().getBytes(StandardCharsets.UTF_8), Instant.parse("2026-01-01T00:00:00Z"));
        assertThat(event).isInstanceOf(Event.class);
        return Origin.of((Event) event);
    }
}
