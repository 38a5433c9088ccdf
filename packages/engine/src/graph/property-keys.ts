/** What an event is called by in journeys that tell their runs apart by one of these properties. */
export const propertyKeys = (paths: string[], properties: { [key: string]: unknown }): string[] =>
  paths.flatMap((path) => {
    const value = Object.hasOwn(properties, path) ? properties[path] : undefined;
    return typeof value === 'string' || typeof value === 'number' ? [`property:${path}/${value}`] : [];
  });
