import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A shop of somebody else's, at an address of its own: it knows nothing of Signalbox but what is pasted into its pages. */
export async function openShop(pages: () => Record<string, string>) {
  const server = createServer((request, response) => {
    const page = pages()[new URL(request.url ?? '/', 'http://shop').pathname];
    response.writeHead(page === undefined ? 404 : 200, { 'content-type': 'text/html; charset=utf-8' });
    response.end(page ?? 'There is no such page.');
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

const page = (title: string, body: string) =>
  `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>${title}</title></head><body>${body}</body></html>`;

/** A product with a button that fills the cart; the cart stands in the page, as the snippet's guide asks. */
export const productPage = (snippet: string) =>
  page(
    'Trail Jacket',
    `${snippet}
    <h1>Trail Jacket</h1>
    <div data-signalbox-product='{"product_id": "p-trail", "variant_id": "v-trail-m", "name": "Trail Jacket", "price": 899, "category": "Jackets"}'></div>
    <div id="cart" data-signalbox-cart='{"products": []}'></div>
    <button onclick="fill()">Add to cart</button> <a href="/checkout">Check out</a>
    <script>
      function fill() {
        const cart = { products: [{ product_id: 'p-trail', name: 'Trail Jacket', quantity: 1, price: 899 }], total: 899, currency: 'DKK', checkout_url: location.origin + '/checkout?cart=42' };
        sessionStorage.setItem('cart', JSON.stringify(cart));
        document.getElementById('cart').setAttribute('data-signalbox-cart', JSON.stringify(cart));
      }
    </script>`,
  );

/** A checkout with fields of the shop's own, and the tick that asks for consent. */
export const checkoutPage = (snippet: string) =>
  page(
    'Check out',
    `${snippet}
    <div id="cart"></div>
    <script>document.getElementById('cart').setAttribute('data-signalbox-cart', sessionStorage.getItem('cart') || '{"products": []}');</script>
    <form data-signalbox-checkout>
      <label>E-mail <input type="email" name="email"></label>
      <label>Mobile <input type="tel" name="mobile"></label>
      <label><input type="checkbox" data-signalbox-consent> Yes, Acme may text me about my cart and offers.</label>
      <button type="button">Pay</button>
    </form>`,
  );

/** Any page that somebody pasted something into. */
export const pageWith = (title: string, pasted: string) => page(title, `<h1>${title}</h1>${pasted}`);
