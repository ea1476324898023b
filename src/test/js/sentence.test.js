import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import test from "node:test";
import "./english.js";
import { capitalised, durationWords, plain, sentence, TYPES } from "../../main/resources/dashboard/quality/sentence.js";

const JAVA = readFileSync("src/main/java/dev/caravan/quality/ExpectationType.java", "utf8");
const say = (type, kwargs, condition) => plain(sentence({ type, kwargs, row_condition: condition }));

test("every type that a suite can name has a sentence of its own", () => {
  const named = [...JAVA.matchAll(/^ {4}([A-Z_]+)\(\s*Kind\./gm)].map(([, name]) => name.toLowerCase());
  assert.ok(named.length >= 59);
  assert.deepEqual([...named].sort(), [...TYPES].sort());
});

test("a query says by its notes what it looks for", () => {
  const notes = (text) => plain(sentence({ type: "unexpected_rows_expectation", kwargs: {}, meta: text && { notes: text } }));
  assert.equal(notes("Nobody orders more than 10."), "the query for unexpected rows must find none: Nobody orders more than 10");
  assert.equal(notes(undefined), "the query for unexpected rows must find none");
});

test("the same rule reads as it is written in the suite", () => {
  assert.equal(say("expect_column_values_to_be_between", { column: "amount", min_value: 0, strict_min: true, mostly: 0.995 }),
    "values of `amount` must be greater than 0, at least 99.5%");
  assert.equal(say("expect_column_values_to_not_be_null", { column: "order_id" }, "event_type = 'purchase'"),
    "values of `order_id` must not be null, where `event_type = 'purchase'`");
  assert.equal(say("expect_column_max_age_to_be_less_than", { column: "stored_at", max_age: "PT1H30M" }),
    "the newest `stored_at` must be less than 1 hour 30 minutes old");
  assert.equal(durationWords("soon"), "soon");
});

test("only text is given a capital, never a name", () => {
  assert.deepEqual(capitalised(["values of ", { code: "x" }]), ["Values of ", { code: "x" }]);
  assert.deepEqual(capitalised([{ code: "tax" }, " must equal"]), [{ code: "tax" }, " must equal"]);
});
