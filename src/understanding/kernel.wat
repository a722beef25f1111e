;; The two sums of the layers, sixteen weights at a time.
;; Memory, as `kernel.ts` lays it out: the places are handed in, all on 16 bytes.
(module
  (memory (export "memory") 1)

  ;; How much each unit says: for the `n` buckets in $ids with the $values,
  ;; sums[unit] = max(0, scale[unit] * Σ values[i] * units[ids[i] * width + unit] + threshold[unit]).
  (func (export "activate")
    (param $n i32) (param $width i32)
    (param $units i32) (param $ids i32) (param $values i32)
    (param $scale i32) (param $threshold i32) (param $sums i32)
    (local $block i32) (local $at i32) (local $value v128) (local $row v128)
    (local $low v128) (local $high v128)
    (local $a v128) (local $b v128) (local $c v128) (local $d v128)
    (loop $blocks
      (local.set $a (v128.const i64x2 0 0))
      (local.set $b (v128.const i64x2 0 0))
      (local.set $c (v128.const i64x2 0 0))
      (local.set $d (v128.const i64x2 0 0))
      (local.set $at (i32.const 0))
      (block $counted
        (loop $buckets
          (br_if $counted (i32.ge_u (local.get $at) (local.get $n)))
          (local.set $value
            (v128.load32_splat
              (i32.add (local.get $values) (i32.shl (local.get $at) (i32.const 2)))))
          (local.set $row
            (v128.load
              (i32.add (i32.add (local.get $units) (local.get $block))
                (i32.mul (local.get $width)
                  (i32.load (i32.add (local.get $ids) (i32.shl (local.get $at) (i32.const 2))))))))
          (local.set $low (i16x8.extend_low_i8x16_s (local.get $row)))
          (local.set $high (i16x8.extend_high_i8x16_s (local.get $row)))
          (local.set $a (f32x4.add (local.get $a) (f32x4.mul (local.get $value)
            (f32x4.convert_i32x4_s (i32x4.extend_low_i16x8_s (local.get $low))))))
          (local.set $b (f32x4.add (local.get $b) (f32x4.mul (local.get $value)
            (f32x4.convert_i32x4_s (i32x4.extend_high_i16x8_s (local.get $low))))))
          (local.set $c (f32x4.add (local.get $c) (f32x4.mul (local.get $value)
            (f32x4.convert_i32x4_s (i32x4.extend_low_i16x8_s (local.get $high))))))
          (local.set $d (f32x4.add (local.get $d) (f32x4.mul (local.get $value)
            (f32x4.convert_i32x4_s (i32x4.extend_high_i16x8_s (local.get $high))))))
          (local.set $at (i32.add (local.get $at) (i32.const 1)))
          (br $buckets)))
      (call $settle (local.get $a) (i32.const 0) (local.get $block)
        (local.get $scale) (local.get $threshold) (local.get $sums))
      (call $settle (local.get $b) (i32.const 4) (local.get $block)
        (local.get $scale) (local.get $threshold) (local.get $sums))
      (call $settle (local.get $c) (i32.const 8) (local.get $block)
        (local.get $scale) (local.get $threshold) (local.get $sums))
      (call $settle (local.get $d) (i32.const 12) (local.get $block)
        (local.get $scale) (local.get $threshold) (local.get $sums))
      (local.set $block (i32.add (local.get $block) (i32.const 16)))
      (br_if $blocks (i32.lt_u (local.get $block) (local.get $width)))))

  ;; Four units from $first + $block: scaled, above their threshold, never below nothing.
  (func $settle
    (param $sum v128) (param $first i32) (param $block i32)
    (param $scale i32) (param $threshold i32) (param $sums i32)
    (local $offset i32)
    (local.set $offset
      (i32.shl (i32.add (local.get $first) (local.get $block)) (i32.const 2)))
    (v128.store (i32.add (local.get $sums) (local.get $offset))
      (f32x4.pmax (v128.const i64x2 0 0)
        (f32x4.add
          (f32x4.mul (local.get $sum)
            (v128.load (i32.add (local.get $scale) (local.get $offset))))
          (v128.load (i32.add (local.get $threshold) (local.get $offset)))))))

  ;; What the units say of each class: answers[k] += Σ sums[unit] * output[unit * classes + k].
  ;; $classes is a multiple of 4.
  (func (export "answer")
    (param $width i32) (param $classes i32)
    (param $sums i32) (param $output i32) (param $answers i32)
    (local $unit i32) (local $k i32) (local $row i32) (local $place i32) (local $value f32)
    (local $all v128)
    (loop $units
      (local.set $value
        (f32.load (i32.add (local.get $sums) (i32.shl (local.get $unit) (i32.const 2)))))
      (if (f32.gt (local.get $value) (f32.const 0))
        (then
          (local.set $all (f32x4.splat (local.get $value)))
          (local.set $row
            (i32.add (local.get $output)
              (i32.shl (i32.mul (local.get $unit) (local.get $classes)) (i32.const 2))))
          (local.set $k (i32.const 0))
          (loop $columns
            (local.set $place (i32.add (local.get $answers) (local.get $k)))
            (v128.store (local.get $place)
              (f32x4.add (v128.load (local.get $place))
                (f32x4.mul (local.get $all)
                  (v128.load (i32.add (local.get $row) (local.get $k))))))
            (local.set $k (i32.add (local.get $k) (i32.const 16)))
            (br_if $columns
              (i32.lt_u (local.get $k) (i32.shl (local.get $classes) (i32.const 2)))))))
      (local.set $unit (i32.add (local.get $unit) (i32.const 1)))
      (br_if $units (i32.lt_u (local.get $unit) (local.get $width))))))
