/** `/demo-shop?as=…`: somebody whom no text may reach, whoever it is. */
export const NOT_AGREED = 'not-agreed';
