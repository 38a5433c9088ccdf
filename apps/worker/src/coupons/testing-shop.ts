import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface TestShop {
  url: string;
  /** By code, in capitals, as both shops compare them. */
  codes: Map<string, { title: string; input: Record<string, unknown> }>;
  /** What happens to the next requests, in order; then all goes well. */
  faults: ('down' | 'made-but-silent' | 'refuses')[];
  requests: number;
  close(): Promise<void>;
}

/** A small shop that makes discount codes as Shopify's and WooCommerce's APIs do, and fails when it is told to. */
export async function startTestShop(): Promise<TestShop> {
  const codes: TestShop['codes'] = new Map();
  const faults: TestShop['faults'] = [];
  const shop = { requests: 0 };
  const server: Server = createServer((request, response) => {
    let text = '';
    request.on('data', (chunk) => (text += String(chunk)));
    request.on('end', () => {
      shop.requests += 1;
      const say = (status: number, body: unknown) => {
        response.writeHead(status, { 'content-type': 'application/json' });
        response.end(JSON.stringify(body));
      };
      const fault = request.method === 'GET' ? undefined : faults.shift();
      if (fault === 'down') return say(503, { errors: 'away' });
      if (fault === 'refuses') return say(403, { errors: 'This app may not write discounts' });
      const body = text === '' ? {} : (JSON.parse(text) as Record<string, unknown>);
      const answer = request.url!.startsWith('/admin/api/')
        ? shopify(request.headers['x-shopify-access-token'] === 'shpat_test', body)
        : woo(request.method!, request.url!, request.headers.authorization === 'Basic dGVzdA==', body);
      if (fault === 'made-but-silent') return request.socket.destroy();
      say(...answer);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    codes,
    faults,
    get requests() {
      return shop.requests;
    },
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };

  function shopify(isAllowed: boolean, body: Record<string, unknown>): [number, unknown] {
    if (!isAllowed) return [401, { errors: '[API] Invalid API key or access token' }];
    const { query, variables } = body as { query: string; variables: Record<string, unknown> };
    if (query.includes('codeDiscountNodeByCode')) {
      const found = codes.get(String(variables.code).toUpperCase());
      return [
        200,
        {
          data: {
            found: found
              ? {
                  id: `gid://shopify/DiscountCodeNode/${String(variables.code)}`,
                  codeDiscount: { title: found.title },
                }
              : null,
          },
        },
      ];
    }
    if (variables.id !== undefined) {
      const moved = codes.get(String(variables.id).split('/').at(-1)!)!;
      moved.input.endsAt = variables.end;
      return [200, { data: { moved: { userErrors: [] } } }];
    }
    const input = variables.discount as { code: string; title: string };
    if (codes.has(input.code.toUpperCase()))
      return [
        200,
        {
          data: {
            made: {
              codeDiscountNode: null,
              userErrors: [
                {
                  field: ['basicCodeDiscount', 'code'],
                  code: 'TAKEN',
                  message: 'Code must be unique. Please try a different code.',
                },
              ],
            },
          },
        },
      ];
    codes.set(input.code.toUpperCase(), { title: input.title, input });
    return [
      200,
      {
        data: {
          made: {
            codeDiscountNode: { id: `gid://shopify/DiscountCodeNode/${input.code}` },
            userErrors: [],
          },
        },
      },
    ];
  }

  function woo(
    method: string,
    url: string,
    isAllowed: boolean,
    body: Record<string, unknown>,
  ): [number, unknown] {
    if (!isAllowed) return [401, { code: 'woocommerce_rest_cannot_create', message: 'Sorry' }];
    const { searchParams } = new URL(url, 'http://shop');
    if (method === 'GET') {
      const found = codes.get(searchParams.get('code')!.toUpperCase());
      return [
        200,
        found ? [{ id: 7, code: searchParams.get('code'), meta_data: found.input.meta_data }] : [],
      ];
    }
    if (method === 'PUT') {
      const id = Number(url.split('/').at(-1));
      Object.assign([...codes.values()][id - 1]!.input, body);
      return [200, { id }];
    }
    const code = String(body.code);
    if (codes.has(code.toUpperCase()))
      return [
        400,
        {
          code: 'woocommerce_rest_coupon_code_already_exists',
          message: 'The coupon code already exists',
          data: { status: 400 },
        },
      ];
    codes.set(code.toUpperCase(), { title: '', input: body });
    return [201, { id: codes.size, code: code.toLowerCase() }];
  }
}
