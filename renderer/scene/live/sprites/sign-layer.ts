import { Layer, project32, type LayerContext, type LayerProps } from "@deck.gl/core";
import type { BufferLayout, Device, Texture } from "@luma.gl/core";
import { Geometry, Model } from "@luma.gl/engine";
import type { Batch } from "./batch.ts";
import { signUniforms, SPRITE_FS, SPRITE_VS, STAFF_FS, STAFF_VS } from "./shaders.ts";
import type { Sheet } from "./sheet.ts";

export interface SignLayerProps {
  program: "sprite" | "staff";
  batch: Batch;
  /** Asked before each picture: another object is another texture. */
  sheet: () => Sheet;
  /** px of a staff's height. */
  staffSize?: number;
  /** Layer of the map's style to be drawn under. */
  beforeId?: string;
  /** All that it holds is on the picture: nothing, or drawn by a program that is ready. Told with every picture. */
  onDrawn?: () => void;
}

const FORMAT = { 1: "float32", 2: "float32x2", 3: "float32x3", 4: "float32x4" } as const;
const UNPACK_FLIP_Y = 0x9240;
const UNPACK_PREMULTIPLY = 0x9241;
const PROGRAMS = { sprite: { vs: SPRITE_VS, fs: SPRITE_FS }, staff: { vs: STAFF_VS, fs: STAFF_FS } };

/**
 * Signs out of a batch: a layer without attributes of its own, so that an update is a write into a buffer and no work of the
 * library. Always on top of what was drawn before it: an alarm is hidden by no house.
 */
export class SignLayer extends Layer<SignLayerProps> {
  static override layerName = "SignLayer";

  /** None: the batch has the buffers. */
  protected override _getAttributeManager(): null {
    return null;
  }

  override initializeState({ device }: LayerContext): void {
    const { program, batch } = this.props;
    const bufferLayout: BufferLayout[] = Object.entries(batch.columns).map(([name, size]) => ({ name, format: FORMAT[size], stepMode: "instance" }));
    this.state = {
      model: new Model(device, {
        // The base class asks for `any`: shaders and modules as luma's Model takes them.
        ...(this.getShaders({ ...PROGRAMS[program], modules: [project32, signUniforms] }) as object),
        id: this.props.id,
        bufferLayout,
        geometry: new Geometry({ topology: "triangle-strip", attributes: { corner: { size: 2, value: new Float32Array([-1, -1, 1, -1, -1, 1, 1, 1]) } } }),
        isInstanced: true,
        parameters: PARAMETERS,
      }),
    };
  }

  override getNumInstances(): number {
    return this.props.batch.count;
  }

  override draw(): void {
    const { batch, sheet, opacity, staffSize = 0, onDrawn } = this.props;
    const model = this.getModels()[0];
    if (batch.count === 0) onDrawn?.();
    if (model === undefined || batch.count === 0) return;
    const { device, renderPass, viewport } = this.context;
    const { texture, of } = this.textureOf(device, sheet());
    model.setAttributes({ ...batch.flush(device) });
    model.setBindings({ sheet: texture });
    model.setInstanceCount(batch.count);
    const bearing = "bearing" in viewport && typeof viewport.bearing === "number" ? (viewport.bearing * Math.PI) / 180 : 0;
    model.shaderInputs.setProps({ sign: { sheetSize: [of.width, of.height], ratio: of.ratio, bearing, opacity, size: staffSize } });
    if (model.draw(renderPass)) onDrawn?.();
  }

  override finalizeState(context: LayerContext): void {
    super.finalizeState(context);
    this.props.batch.release();
    if (isTexture(this.state["texture"])) this.state["texture"].texture.destroy();
  }

  private textureOf(device: Device, sheet: Sheet): Held {
    const held = this.state["texture"];
    if (isTexture(held)) {
      if (held.of === sheet) return held;
      held.texture.destroy();
    }
    const next = { texture: upload(device, sheet), of: sheet };
    this.state["texture"] = next;
    return next;
  }
}

/** The picture's own blending: pictures are premultiplied; depth is not looked at. */
const PARAMETERS = {
  depthCompare: "always", depthWriteEnabled: false, blend: true,
  blendColorSrcFactor: "one", blendColorDstFactor: "one-minus-src-alpha", blendAlphaSrcFactor: "one", blendAlphaDstFactor: "one-minus-src-alpha",
  blendColorOperation: "add", blendAlphaOperation: "add",
} as const;

/** For the layer's `parameters`, since deck lays its own over the model's. */
export const SIGN_PARAMETERS: NonNullable<LayerProps["parameters"]> = PARAMETERS;

interface Held {
  texture: Texture;
  of: Sheet;
}

function isTexture(held: unknown): held is Held {
  return typeof held === "object" && held !== null && "texture" in held;
}

/** The map leaves its own way of unpacking pictures behind, and expects to find it. */
function upload(device: Device, { width, height, pixels }: Sheet): Texture {
  const texture = device.createTexture({ width, height, format: "rgba8unorm", sampler: { minFilter: "linear", magFilter: "linear", addressModeU: "clamp-to-edge", addressModeV: "clamp-to-edge" } });
  const gl: unknown = device.handle;
  if (!(gl instanceof WebGL2RenderingContext)) return texture;
  const flags = [UNPACK_FLIP_Y, UNPACK_PREMULTIPLY].map((flag) => [flag, gl.getParameter(flag) === true] as const);
  for (const [flag] of flags) gl.pixelStorei(flag, false);
  texture.writeData(pixels, { width, height });
  for (const [flag, was] of flags) gl.pixelStorei(flag, was);
  return texture;
}
