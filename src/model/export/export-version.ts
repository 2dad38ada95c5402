import type { PredictingModel } from '../predicting-model.ts';
import { describeInputs } from './inputs-document.ts';
import { describeLayersModel, packWeights, WEIGHTS_FILE } from './layers-model.ts';
import { writePredictScript } from './predict-script.ts';
import { writeReadme } from './readme.ts';
import { describeTarget } from './target-document.ts';
import { workExample } from './worked-example.ts';

export interface ExportedFile {
  readonly path: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

/**
 * A version as files that need nothing of Pulsecast: the network for `tf.loadLayersModel`, how to make its inputs and
 * what its output means, and an example to check against. Throws `badArtifacts` where the parameters are not those of
 * the network described.
 */
export async function exportVersion(model: PredictingModel): Promise<readonly ExportedFile[]> {
  const { description, parameters } = model;
  const example = await workExample(model);
  return [
    textFile('README.md', writeReadme(model, example)),
    jsonFile('model.json', describeLayersModel(description.spec)),
    { path: WEIGHTS_FILE, bytes: packWeights(parameters) },
    jsonFile('scaler-and-features.json', describeInputs(description)),
    jsonFile('target.json', describeTarget(description)),
    jsonFile('example.json', example),
    textFile('predict.py', writePredictScript(description.spec)),
  ];
}

function jsonFile(path: string, content: object): ExportedFile {
  return textFile(path, `${JSON.stringify(content, null, 1)}\n`);
}

function textFile(path: string, text: string): ExportedFile {
  return { path, bytes: new TextEncoder().encode(text) };
}
