export const danish: Record<string, string> = {};
