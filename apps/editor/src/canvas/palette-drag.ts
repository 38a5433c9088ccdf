/** Dragged in place of a kind of step. */
export const NOTE = '#note';
const STEP_FORMAT = 'application/x-signalbox-step';

export function startStepDrag(transfer: DataTransfer, type: string): void {
  transfer.setData(STEP_FORMAT, type);
  transfer.effectAllowed = 'copy';
}

export const hasDraggedStep = (transfer: DataTransfer): boolean => transfer.types.includes(STEP_FORMAT);

export const draggedStepType = (transfer: DataTransfer): string => transfer.getData(STEP_FORMAT);
