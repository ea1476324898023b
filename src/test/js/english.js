// Imported before the code under test: a reader whose browser speaks English, on whatever machine the test runs.

Object.defineProperty(globalThis, "navigator", { value: { languages: ["en-US"] }, configurable: true });
