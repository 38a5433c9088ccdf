/** Lets the browser ask for one file. @param accept as of an `input` */
export function chooseFile(accept: string, use: (file: File) => void): void {
  const input = Object.assign(document.createElement('input'), { type: 'file', accept });
  input.addEventListener('change', () => input.files?.[0] && use(input.files[0]));
  input.click();
}
