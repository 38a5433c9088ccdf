// Enters the workflow bundle, before any run: the SDK notes of every promise where it was made, at a cost that grows with
// the depth that is noted. So much still shows where an error arose.
Error.stackTraceLimit = 3;

export {};
