/**
 * The script that a shop pastes in. Plain and small: it runs in other people's pages, so it throws nothing, waits for
 * nothing and keeps two random numbers in the browser: who this is, and which cart.
 */
export const storefrontSnippet = (base: string, key: string, country: string): string => `(function (w, d) {
  'use strict';
  var base = ${JSON.stringify(base)}, auth = 'Basic ' + btoa(${JSON.stringify(key)} + ':');
  var country = ${JSON.stringify(country)}, memory = {};
  function keep(name, value) {
    memory[name] = value;
    try { if (value === null) localStorage.removeItem('signalbox_' + name); else localStorage.setItem('signalbox_' + name, value); } catch (e) {}
    return value;
  }
  function kept(name) {
    try { return localStorage.getItem('signalbox_' + name) || memory[name] || null; } catch (e) { return memory[name] || null; }
  }
  function random() {
    var bytes = crypto.getRandomValues(new Uint8Array(12)), text = '';
    for (var i = 0; i < bytes.length; i++) text += ('0' + bytes[i].toString(16)).slice(-2);
    return text;
  }
  var id = kept('id') || keep('id', random());
  function send(message) {
    message.anonymousId = id;
    message.messageId = random();
    message.timestamp = new Date().toISOString();
    try {
      fetch(base + '/v1/batch', { method: 'POST', keepalive: true, credentials: 'omit',
        headers: { authorization: auth, 'content-type': 'application/json' },
        body: JSON.stringify({ batch: [message], sentAt: message.timestamp }) }).catch(function () {});
    } catch (e) {}
  }
  function withCart(properties) {
    var copy = { cart_id: kept('cart') || keep('cart', random()) };
    copy.checkout_id = copy.cart_id;
    for (var name in properties) copy[name] = properties[name];
    return copy;
  }
  var traits = {}, begun = false, cart = null, timer = 0;
  var api = {
    track: function (event, properties) {
      send({ type: 'track', event: event, properties: properties || {}, context: { traits: traits, page: { url: location.href } } });
    },
    identify: function (more) {
      for (var name in more) traits[name] = more[name];
      if (!traits.country) traits.country = country;
      send({ type: 'identify', traits: traits });
    },
    product: function (product) { api.track('Product Viewed', product); },
    cart: function (next) {
      cart = next;
      var text = JSON.stringify(next);
      if (kept('seen') === text) return;
      keep('seen', text);
      var isEmpty = !next.products || next.products.length === 0;
      api.track(isEmpty ? 'Cart Emptied' : begun ? 'Checkout Updated' : 'Cart Updated', withCart(next));
      if (isEmpty) { begun = false; keep('cart', null); }
    },
    checkout: function (properties) {
      begun = true;
      api.track('Checkout Started', withCart(properties || cart || {}));
    }
  };
  function readOrder() {
    var found = /[?&]key=(wc_order_\\w+)/.exec(location.search || '');
    if (!found || /[?&]pay_for_order=|\\/order-pay\\//.test(location.href) || kept('ordered') === found[1]) return;
    keep('ordered', found[1]);
    api.track('Checkout Completed', kept('cart') ? withCart({ order_key: found[1] }) : { order_key: found[1] });
  }
  function json(text) { try { return JSON.parse(text); } catch (e) { return null; } }
  function readPage() {
    var at = d.querySelector('[data-signalbox-cart]');
    var found = at && json(at.getAttribute('data-signalbox-cart'));
    if (found) api.cart(found);
  }
  function readProduct() {
    var at = d.querySelector('[data-signalbox-product]');
    var found = at && json(at.getAttribute('data-signalbox-product'));
    if (found) return api.product(found);
    var item = firstProduct([].map.call(d.querySelectorAll('script[type="application/ld+json"]'), function (script) { return json(script.textContent); }));
    if (!item) return;
    var offer = [].concat(item.offers || ([].concat(item.hasVariant)[0] || {}).offers)[0] || {};
    api.product({ product_id: String(item.productID || item.productGroupID || item.sku || item.name), sku: item.sku, name: item.name,
      price: Number(offer.price || offer.lowPrice) || undefined, currency: offer.priceCurrency, url: item.url || location.href });
  }
  function firstProduct(item) {
    if (!item) return null;
    if (/\\bProduct(Group)?(,|$)/.test(item['@type'])) return item;
    return [].concat(Array.isArray(item) ? item : item['@graph']).reduce(function (found, inner) { return found || firstProduct(inner); }, null);
  }
  function kindOf(field) {
    var names = (field.type + ' ' + field.autocomplete + ' ' + field.name).toLowerCase();
    return /email/.test(names) ? 'email' : /\\btel\\b|phone/.test(names) ? 'phone' : null;
  }
  d.addEventListener('change', function (event) {
    var field = event.target, form = field.closest && field.closest('[data-signalbox-checkout]');
    if (!form) return;
    var more = {};
    if (field.matches('[data-signalbox-consent]')) {
      traits.smsConsent = field.checked || undefined;
      var label = field.labels && field.labels[0];
      traits.consent_wording = field.checked && label ? label.textContent.trim().slice(0, 1000) : undefined;
    } else {
      var kind = kindOf(field);
      if (!kind || !field.value.trim()) return;
      more[kind] = field.value.trim();
    }
    clearTimeout(timer);
    for (var name in more) traits[name] = more[name];
    timer = setTimeout(function () {
      if (!traits.email && !traits.phone) return;
      api.identify({});
      if (!begun && cart && cart.products && cart.products.length) api.checkout();
    }, 400);
  }, true);
  function start() {
    readOrder();
    readProduct();
    readPage();
    new MutationObserver(readPage).observe(d.documentElement, { subtree: true, childList: true, attributes: true, attributeFilter: ['data-signalbox-cart'] });
  }
  var early = w.signalbox && w.signalbox.length ? w.signalbox : [];
  w.signalbox = api;
  early.forEach(function (call) { if (api[call[0]]) api[call[0]].apply(null, call.slice(1)); });
  if (d.readyState === 'loading') d.addEventListener('DOMContentLoaded', start); else start();
})(window, document);
`;
