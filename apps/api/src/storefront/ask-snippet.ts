/** The button “Text me when it is back”, and the few fields behind it, in a page of the shop. */
export const askSnippet = (base: string, key: string, country: string): string => `(function (d) {
  'use strict';
  var base = ${JSON.stringify(base)}, auth = 'Basic ' + btoa(${JSON.stringify(key)} + ':'), country = ${JSON.stringify(country)};
  var WORDS = {
    en: { ask: 'Text me when it is back', phone: 'Mobile number', send: 'Text me', agree: 'Send me one text when this is back in stock. Nothing else.',
      waiting: 'You are number {place} in line. We text you when it is your turn.', available: 'It is in stock: you can buy it now.',
      stopped: 'This number asked us to stop. Text START to us first.', failed: 'That did not work. Check the number, and that you have ticked the box.' },
    da: { ask: 'Skriv til mig, når den er tilbage', phone: 'Mobilnummer', send: 'Skriv til mig', agree: 'Send mig én sms, når varen er på lager igen. Ikke andet.',
      waiting: 'Du er nummer {place} i køen. Vi skriver, når det er din tur.', available: 'Den er på lager: du kan købe den nu.',
      stopped: 'Nummeret har bedt os om at stoppe. Send START til os først.', failed: 'Det gik ikke. Se nummeret efter, og sæt fluebenet.' }
  };
  function make(name, properties) {
    var element = d.createElement(name);
    for (var key in properties) element[key] = properties[key];
    return element;
  }
  function build(place) {
    if (place.firstChild) return;
    var language = (place.dataset.language || d.documentElement.lang || 'en').slice(0, 2);
    var words = WORDS[language] || WORDS.en;
    var open = make('button', { type: 'button', textContent: words.ask, className: 'signalbox-ask' });
    open.onclick = function () {
      var form = make('form', { className: 'signalbox-form' });
      var label = make('label', { textContent: words.phone + ' ' });
      var phone = make('input', { type: 'tel', name: 'phone', autocomplete: 'tel', required: true });
      label.append(phone);
      var tick = make('label'), box = make('input', { type: 'checkbox', required: true });
      tick.append(box, ' ' + words.agree);
      var said = make('p', { className: 'signalbox-said' });
      said.setAttribute('role', 'status');
      form.append(label, d.createElement('br'), tick, d.createElement('br'), make('button', { textContent: words.send }), said);
      form.onsubmit = function (event) {
        event.preventDefault();
        fetch(base + '/v1/back-in-stock', { method: 'POST', credentials: 'omit', headers: { authorization: auth, 'content-type': 'application/json' },
          body: JSON.stringify({ variant_id: place.dataset.variant, product_id: place.dataset.product, phone: phone.value, country: country,
            agrees: box.checked, wording: words.agree }) })
          .then(function (answer) { if (!answer.ok) throw answer; return answer.json(); })
          .then(function (answer) { form.replaceChildren(said); said.textContent = words[answer.result].replace('{place}', answer.place); })
          .catch(function () { said.textContent = words.failed; });
      };
      place.replaceChildren(form);
      phone.focus();
    };
    place.append(open);
  }
  function start() { d.querySelectorAll('[data-signalbox-back-in-stock]').forEach(build); }
  if (d.readyState === 'loading') d.addEventListener('DOMContentLoaded', start); else start();
})(document);
`;
