/** `timeoutMs` → `Timeout`, `cart_total` → `Cart total`: for fields whose author gave no title. */
export function titleFromName(name: string): string {
  const words = name
    .replace(/Ms$/, '')
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .replace(/[_\-.]+/g, ' ')
    .trim()
    .toLowerCase();
  return words.charAt(0).toUpperCase() + words.slice(1);
}
