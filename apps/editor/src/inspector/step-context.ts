import { createContext, useContext } from 'react';

/** The step whose form is drawn, for fields that ask the server about it. */
export interface StepInForm {
  type: string;
  config: { [field: string]: unknown };
}

export const StepContext = createContext<StepInForm | null>(null);

export const useStepInForm = () => useContext(StepContext);
