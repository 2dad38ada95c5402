/* The module's exports: kernels over the one memory, laid out by its caller. None allocates, none keeps anything. */
export { applySigmoid, applyTanh } from './activation';
export { differentiateLoss, fillOnes, packWindows, readOutputs, unpackWindows } from './batch';
export { drawMask } from './dropout';
export { multiplyEach, rectify, rectifyFlow, sumSquares, updateByAdam } from './elementwise';
export { reverseSteps, runSteps } from './lstm';
export { gatherGradient, multiplyTransposed, projectPanels, scratchFloats, sumPanels, transposeMatrix } from './products';
