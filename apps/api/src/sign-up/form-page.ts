import { callingCodes } from '@signalbox/sms/phone';
import type { SignUpForm } from '@signalbox/store';
import { html, type Html } from '../recipient/html-page.js';
import type { FormWords } from './words.js';

/** What somebody has typed so far. */
export interface Typed {
  phone: string;
  country: string;
  firstName: string;
  agrees: boolean;
}

export interface Fault {
  field: 'phone' | 'agrees';
  message: string;
}

/** The form itself. It needs no script; a fault is told beside its field, and nothing that was typed is lost. */
export function formBody(form: SignUpForm, words: FormWords, typed: Typed, fault: Fault | null): Html {
  const names = new Intl.DisplayNames([words.code], { type: 'region' });
  const countries = callingCodes()
    .map(({ country, code }) => ({ country, code, name: names.of(country) ?? country }))
    .sort((a, b) => a.name.localeCompare(b.name, words.code));
  const faultOf = (field: Fault['field']) =>
    fault?.field === field && html`<p class="fault" id="${field}-fault" role="alert">${fault.message}</p>`;
  const described = (field: Fault['field']) =>
    fault?.field === field ? html`aria-invalid="true" aria-describedby="${field}-fault"` : '';
  return html`${form.lead && html`<p>${form.lead}</p>`}
    <section>
      <form method="post">
        <p>
          <label for="firstName">${words.firstName} <small>${words.optional}</small></label>
          <input
            id="firstName"
            name="firstName"
            maxlength="60"
            autocomplete="given-name"
            value="${typed.firstName}"
          />
        </p>
        <p>
          <label for="country">${words.country}</label>
          <select id="country" name="country" autocomplete="country">
            ${countries.map(
              ({ country, code, name }) =>
                html`<option value="${country}" ${country === typed.country ? html`selected` : ''}>
                  ${name} (+${code})
                </option>`,
            )}
          </select>
        </p>
        <p>
          <label for="phone">${words.phone}</label>
          <input
            id="phone"
            name="phone"
            type="tel"
            inputmode="tel"
            autocomplete="tel"
            required
            maxlength="30"
            value="${typed.phone}"
            ${described('phone')}
          />
        </p>
        ${faultOf('phone')}
        <p class="trap" aria-hidden="true">
          <label for="website">${words.leaveEmpty}</label>
          <input id="website" name="website" tabindex="-1" autocomplete="off" />
        </p>
        <label class="tick"
          ><input
            type="checkbox"
            name="agrees"
            value="yes"
            required
            ${typed.agrees ? html`checked` : ''}
            ${described('agrees')}
          />
          ${form.wording}</label
        >
        ${faultOf('agrees')}
        <p><button class="go">${words.button}</button></p>
      </form>
    </section>`;
}

/** Puts the form into a page of the shop: where the script stands. */
export const embedScript = (url: string, title: string): string => `(function () {
  var script = document.currentScript;
  var frame = document.createElement('iframe');
  frame.src = ${JSON.stringify(`${url}?embedded=1`)};
  frame.title = ${JSON.stringify(title)};
  frame.style.cssText = 'width:100%;max-width:36rem;min-height:34rem;border:0';
  script.parentNode.insertBefore(frame, script);
})();
`;
