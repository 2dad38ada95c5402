import { engine, tidy, type Tensor, type TensorInfo } from '@tensorflow/tfjs-core';
import type { MathBackendWebGL } from '@tensorflow/tfjs-backend-webgl';

/*
 * Fragment programs of our own on the textures of TensorFlow.js. Its `GPGPUProgram` draws one tensor per call and
 * builds a key of every shape for each; ours draw up to eight tensors at once, or a range of rows of them, are compiled
 * once for all shapes, and fetch texels by their position instead of by a fraction of the texture.
 *
 * Tensors are "packed" as the backend does it: a texel holds two rows of two columns,
 * x = [2y, 2x], y = [2y, 2x + 1], z = [2y + 1, 2x], w = [2y + 1, 2x + 1]; a vector is a matrix of one row. What lies
 * beyond the last row or column is to be written as zero.
 */

/** A program in GLSL ES 3.00; `main` writes `out0`, `out1`, ... and reads each input by `texelFetch`. */
export interface FragmentProgram {
  /** Names of the samplers, integers and floats that the code uses. */
  readonly inputs: readonly string[];
  readonly ints: readonly string[];
  readonly floats: readonly string[];
  /** How many tensors it draws, at most 8; all of one shape. */
  readonly outputs: number;
  readonly code: string;
}

/** The arguments of one draw; tensors in the order of the program's `inputs`. */
export interface Draw {
  readonly inputs: readonly Tensor[];
  readonly ints?: readonly number[];
  readonly floats?: readonly number[];
  /** None of them among the inputs. */
  readonly outputs: readonly Tensor[];
  /** Only these texels' rows are drawn; all where absent. */
  readonly range?: { readonly top: number; readonly height: number };
}

/** What programs may ask of a context that `supports` them. */
const MAXIMUM_OUTPUTS = 8;

type WebglProgram = ReturnType<MathBackendWebGL['gpgpu']['createProgram']>;

interface CompiledProgram {
  readonly program: WebglProgram;
  readonly inputs: readonly (WebGLUniformLocation | null)[];
  readonly ints: readonly (WebGLUniformLocation | null)[];
  readonly floats: readonly (WebGLUniformLocation | null)[];
}

/** Runs fragment programs on one backend. On a lost context any call may throw whatever WebGL makes of it. */
export class WebglPrograms {
  readonly #backend: MathBackendWebGL;
  readonly #gl: WebGL2RenderingContext;
  readonly #compiled = new Map<FragmentProgram, CompiledProgram>();
  /** One per number of outputs, so that none keeps a texture of another draw attached. */
  readonly #framebuffers = new Map<number, WebGLFramebuffer>();

  constructor(backend: MathBackendWebGL, gl: WebGL2RenderingContext) {
    this.#backend = backend;
    this.#gl = gl;
  }

  /** Whether matrices up to this shape have the plain layout, and programs may draw `MAXIMUM_OUTPUTS` tensors. */
  supports(rows: number, columns: number): boolean {
    const limit = (parameter: number): number => Number(this.#gl.getParameter(parameter));
    const largest = 2 * limit(this.#gl.MAX_TEXTURE_SIZE);
    if (rows > largest || columns > largest) return false;
    return limit(this.#gl.MAX_DRAW_BUFFERS) >= MAXIMUM_OUTPUTS && this.#canDrawAtOnce();
  }

  /** Tile-based GPUs (Apple's) bound the bytes of a pixel over all outputs, and say so only when asked to draw. */
  #canDrawAtOnce(): boolean {
    return tidy(() => {
      this.#bindOutputs(
        Array.from({ length: MAXIMUM_OUTPUTS }, () => this.allocate([2, 2])),
        undefined,
      );
      const status = this.#gl.checkFramebufferStatus(this.#gl.FRAMEBUFFER);
      return status === this.#gl.FRAMEBUFFER_COMPLETE;
    });
  }

  /** A tensor with a packed texture and no defined values; the tidy around it frees it. */
  allocate(shape: readonly number[]): Tensor {
    const info = this.#backend.makeTensorInfo([...shape], 'float32');
    this.#backend.texData.get(info.dataId).isPacked = true;
    this.#backend.uploadToGPU(info.dataId);
    return engine().makeTensorFromTensorInfo(info, this.#backend);
  }

  /**
   * The same with values, row by row. TensorFlow.js draws what it uploads once more to pack it, by a program per shape:
   * sixteen programs for the Standard network, and as many draws per batch.
   */
  upload(values: Float32Array, shape: readonly number[]): Tensor {
    const created = this.allocate(shape);
    const gl = this.#gl;
    const { rows, columns } = sizeInTexels(shape);
    const texels = packTexels(values, shape.at(-1) ?? 1, { rows, columns });
    gl.bindTexture(gl.TEXTURE_2D, this.#textureOf(created));
    gl.texSubImage2D(gl.TEXTURE_2D, 0, 0, 0, columns, rows, gl.RGBA, gl.FLOAT, texels);
    gl.bindTexture(gl.TEXTURE_2D, null);
    return created;
  }

  draw(program: FragmentProgram, { inputs, ints = [], floats = [], outputs, range }: Draw): void {
    const compiled = this.#compile(program);
    const packed = inputs.map((input) => this.#requirePacked(input));
    this.#bindOutputs(outputs, range);
    const { gpgpu } = this.#backend;
    gpgpu.setProgram(compiled.program);
    gpgpu.bindVertexArray(compiled.program.vao);
    for (const [i, location] of compiled.inputs.entries()) {
      const info = packed[i];
      if (info === undefined) throw new RangeError(`a draw without ${program.inputs[i] ?? 'input'}`);
      if (location !== null) gpgpu.setInputMatrixTexture(this.#textureOf(info), location, i);
    }
    for (const [i, location] of compiled.ints.entries()) this.#gl.uniform1i(location, ints[i] ?? 0);
    for (const [i, location] of compiled.floats.entries()) this.#gl.uniform1f(location, floats[i] ?? NaN);
    gpgpu.executeProgram();
    for (const [i, info] of packed.entries()) {
      if (info !== inputs[i]) this.#backend.disposeIntermediateTensorInfo(info);
    }
  }

  /** The tensor itself, or a packed copy to be freed. */
  #requirePacked(tensor: Tensor): TensorInfo {
    const data = this.#backend.texData.get(tensor.dataId);
    if (data.texture == null) {
      data.isPacked = true;
      data.shape = tensor.shape;
      this.#backend.uploadToGPU(tensor.dataId);
    }
    return data.isPacked === true ? tensor : this.#backend.packTensor(tensor);
  }

  #textureOf({ dataId, shape }: TensorInfo): WebGLTexture {
    const { texture, texShape } = this.#backend.texData.get(dataId);
    const { rows, columns } = sizeInTexels(shape);
    if (texture == null) throw new Error('a tensor without texture');
    if (texShape?.[0] !== 2 * rows || texShape[1] !== 2 * columns) {
      throw new Error(`no plain texture for [${shape.join(', ')}]`);
    }
    return texture.texture;
  }

  #bindOutputs(outputs: readonly Tensor[], range: Draw['range']): void {
    const gl = this.#gl;
    gl.bindFramebuffer(gl.FRAMEBUFFER, this.#framebufferFor(outputs.length));
    for (const [i, output] of outputs.entries()) {
      const texture = this.#textureOf(output);
      gl.framebufferTexture2D(gl.FRAMEBUFFER, gl.COLOR_ATTACHMENT0 + i, gl.TEXTURE_2D, texture, 0);
    }
    const { rows, columns } = sizeInTexels(outputs[0]?.shape ?? []);
    const { top, height } = range ?? { top: 0, height: rows };
    gl.viewport(0, top, columns, height);
    gl.scissor(0, top, columns, height);
  }

  #framebufferFor(outputs: number): WebGLFramebuffer {
    const gl = this.#gl;
    const before = this.#framebuffers.get(outputs);
    if (before !== undefined) return before;
    const framebuffer = gl.createFramebuffer();
    gl.bindFramebuffer(gl.FRAMEBUFFER, framebuffer);
    gl.drawBuffers(Array.from({ length: outputs }, (_, i) => gl.COLOR_ATTACHMENT0 + i));
    this.#framebuffers.set(outputs, framebuffer);
    return framebuffer;
  }

  #compile(source: FragmentProgram): CompiledProgram {
    const before = this.#compiled.get(source);
    if (before !== undefined) return before;
    const { gpgpu } = this.#backend;
    const program = gpgpu.createProgram(this.#compileShader(writeShader(source)));
    gpgpu.buildVao(program);
    const locate = (name: string): WebGLUniformLocation | null => this.#gl.getUniformLocation(program, name);
    const compiled = {
      program,
      inputs: source.inputs.map(locate),
      ints: source.ints.map(locate),
      floats: source.floats.map(locate),
    };
    this.#compiled.set(source, compiled);
    return compiled;
  }

  #compileShader(code: string): WebGLShader {
    const gl = this.#gl;
    const shader = gl.createShader(gl.FRAGMENT_SHADER);
    if (shader === null) throw new Error('no shader');
    gl.shaderSource(shader, code);
    gl.compileShader(shader);
    if (gl.getShaderParameter(shader, gl.COMPILE_STATUS) !== true) {
      throw new Error(`a program did not compile: ${gl.getShaderInfoLog(shader) ?? ''}`);
    }
    return shader;
  }
}

function sizeInTexels(shape: readonly number[]): { readonly rows: number; readonly columns: number } {
  return { rows: Math.ceil((shape.at(-2) ?? 1) / 2), columns: Math.ceil((shape.at(-1) ?? 1) / 2) };
}

function writeShader({ inputs, ints, floats, outputs, code }: FragmentProgram): string {
  return [
    '#version 300 es',
    'precision highp float;',
    'precision highp int;',
    'precision highp sampler2D;',
    ...inputs.map((name) => `uniform sampler2D ${name};`),
    ...ints.map((name) => `uniform int ${name};`),
    ...floats.map((name) => `uniform float ${name};`),
    ...Array.from({ length: outputs }, (_, i) => `layout(location = ${String(i)}) out vec4 out${String(i)};`),
    code,
  ].join('\n');
}

/** Rows of `width` values as texels of two by two, zero beyond the last row and column. */
function packTexels(
  values: Float32Array,
  width: number,
  { rows, columns }: { readonly rows: number; readonly columns: number },
): Float32Array {
  const texels = new Float32Array(4 * rows * columns);
  for (let at = 0, row = 0; at < values.length; row++) {
    const top = 4 * (row >> 1) * columns + 2 * (row & 1);
    for (let column = 0; column < width; column++, at++) {
      texels[top + 4 * (column >> 1) + (column & 1)] = values[at] ?? 0;
    }
  }
  return texels;
}
