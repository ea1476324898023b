import assert from "node:assert/strict";
import test from "node:test";
import { graphOf, layersOf, layoutOf } from "../../main/resources/dashboard/flow-layout.js";

const stage = (id, ...routes) => ({ id, title: id, state: "moving", routes: routes.map((route) => ({ id: route })) });
const place = (id, kind) => ({ id, kind, title: id, state: "up" });
const edge = (from, to, more = {}) =>
  ({ from, to, label: "records", ratePerSecond: 1, failedPerSecond: 0, queue: 0, ...more });

const SHOP = {
  stages: [stage("dashboard", "show", "answer"), stage("pipeline", "store", "judge"), stage("simulator", "simulate")],
  places: [place("database", "database"), place("topic:events", "topic"), place("browsers", "browsers")],
  edges: [edge("simulate", "topic:events"), edge("topic:events", "store", { queue: 7 }), edge("store", "judge"),
    edge("store", "database"), edge("database", "show"), edge("show", "browsers"), edge("show", "answer")],
};

test("routes of one stage are one box, and what they send each other is no arrow", () => {
  const { nodes, arrows } = graphOf(SHOP);
  assert.equal(nodes.length, 6);
  assert.deepEqual(arrows.map((arrow) => arrow.key), [
    "stage simulator -> topic:events", "topic:events -> stage pipeline", "stage pipeline -> database",
    "database -> stage dashboard", "stage dashboard -> browsers"]);
  assert.equal(arrows[1].queue, 7);
});

test("several routes between two boxes are one arrow whose rates of a kind add up", () => {
  const edges = [edge("store", "database", { ratePerSecond: 2, failedPerSecond: 0.5 }),
    edge("judge", "database", { ratePerSecond: 3 }), edge("judge", "database", { label: "files", ratePerSecond: null })];
  const [arrow] = graphOf({ ...SHOP, edges }).arrows;
  assert.deepEqual([...arrow.rates], [["records", 5], ["files", null]]);
  assert.equal(arrow.failedPerSecond, 0.5);
});

test("the flow goes from left to right, one layer a step", () => {
  const layers = layersOf(graphOf(SHOP));
  assert.deepEqual(["stage simulator", "topic:events", "stage pipeline", "database", "stage dashboard", "browsers"]
    .map((id) => layers.get(id)), [0, 1, 2, 3, 4, 5]);
});

test("stages that also write to the place they read from stand behind it, as those that only read", () => {
  const layers = layersOf(graphOf({
    ...SHOP,
    stages: [...SHOP.stages, stage("reports", "roll-up"), stage("jobs", "job")],
    edges: [...SHOP.edges, edge("database", "roll-up"), edge("roll-up", "database"), edge("database", "job"), edge("job", "database")],
  }));
  assert.deepEqual(["stage simulator", "topic:events", "stage pipeline", "database", "stage dashboard", "stage reports", "stage jobs"]
    .map((id) => layers.get(id)), [0, 1, 2, 3, 4, 4, 4]);
});

test("a stage that reads and writes the same place makes a circle, and the picture ends all the same", () => {
  const circle = { ...SHOP, stages: [...SHOP.stages, stage("rollup", "roll")],
    edges: [...SHOP.edges, edge("database", "roll"), edge("roll", "database")] };
  const layout = layoutOf(graphOf(circle));
  assert.equal(layout.boxes.size, 7);
  assert.ok(layout.lines.every((line) => !line.path.includes("NaN")));
});

test("what nothing sends to stands right before what it sends to", () => {
  const more = { ...SHOP, stages: [...SHOP.stages, stage("import", "read")], places: [...SHOP.places, place("files:inbox", "files")],
    edges: [...SHOP.edges, edge("files:inbox", "read"), edge("read", "topic:events")] };
  const layers = layersOf(graphOf(more));
  assert.equal(layers.get("stage simulator"), layers.get("stage import"));
  assert.equal(layers.get("files:inbox"), 0);
});

test("no two boxes overlap, and a stage without arrows is drawn too", () => {
  const lonely = { ...SHOP, stages: [...SHOP.stages, stage("alone", "wait")] };
  const boxes = [...layoutOf(graphOf(lonely)).boxes.values()];
  assert.equal(boxes.length, 7);
  for (const a of boxes) for (const b of boxes) {
    assert.ok(a === b || a.x + a.width <= b.x || b.x + b.width <= a.x || a.y + a.height <= b.y || b.y + b.height <= a.y);
  }
});
