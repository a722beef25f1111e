;; Sums of rows of weights: small ones sixteen columns and two rows at a time, floats four columns at a time.
;; Memory is laid out by `kernel.ts`; all places are on 16 bytes.
(module
  (memory (export "memory") 1)

  ;; sums[k] = Σ values[i] * weights[rows[i] + k] for the $width columns, a multiple of 16.
  ;; $rows holds where each row begins, $values a 16-bit number for each, two in one word; there are $pairs of them.
  (func (export "sum")
    (param $pairs i32) (param $width i32)
    (param $rows i32) (param $values i32) (param $sums i32)
    (local $block i32) (local $at i32) (local $end i32) (local $row i32) (local $value v128)
    (local $one v128) (local $other v128) (local $low v128) (local $high v128)
    (local $a v128) (local $b v128) (local $c v128) (local $d v128)
    (local.set $end (i32.add (local.get $values) (i32.shl (local.get $pairs) (i32.const 2))))
    (loop $blocks
      (local.set $a (v128.const i64x2 0 0))
      (local.set $b (v128.const i64x2 0 0))
      (local.set $c (v128.const i64x2 0 0))
      (local.set $d (v128.const i64x2 0 0))
      (local.set $at (local.get $values))
      (local.set $row (local.get $rows))
      (block $counted
        (loop $two
          (br_if $counted (i32.ge_u (local.get $at) (local.get $end)))
          (local.set $value (v128.load32_splat (local.get $at)))
          (local.set $one
            (v128.load (i32.add (local.get $block) (i32.load (local.get $row)))))
          (local.set $other
            (v128.load (i32.add (local.get $block) (i32.load offset=4 (local.get $row)))))
          (local.set $low
            (i8x16.shuffle 0 16 1 17 2 18 3 19 4 20 5 21 6 22 7 23
              (local.get $one) (local.get $other)))
          (local.set $high
            (i8x16.shuffle 8 24 9 25 10 26 11 27 12 28 13 29 14 30 15 31
              (local.get $one) (local.get $other)))
          (local.set $a (i32x4.add (local.get $a)
            (i32x4.dot_i16x8_s (local.get $value) (i16x8.extend_low_i8x16_s (local.get $low)))))
          (local.set $b (i32x4.add (local.get $b)
            (i32x4.dot_i16x8_s (local.get $value) (i16x8.extend_high_i8x16_s (local.get $low)))))
          (local.set $c (i32x4.add (local.get $c)
            (i32x4.dot_i16x8_s (local.get $value) (i16x8.extend_low_i8x16_s (local.get $high)))))
          (local.set $d (i32x4.add (local.get $d)
            (i32x4.dot_i16x8_s (local.get $value) (i16x8.extend_high_i8x16_s (local.get $high)))))
          (local.set $at (i32.add (local.get $at) (i32.const 4)))
          (local.set $row (i32.add (local.get $row) (i32.const 8)))
          (br $two)))
      (local.set $row (i32.add (local.get $sums) (i32.shl (local.get $block) (i32.const 2))))
      (v128.store (local.get $row) (f32x4.convert_i32x4_s (local.get $a)))
      (v128.store offset=16 (local.get $row) (f32x4.convert_i32x4_s (local.get $b)))
      (v128.store offset=32 (local.get $row) (f32x4.convert_i32x4_s (local.get $c)))
      (v128.store offset=48 (local.get $row) (f32x4.convert_i32x4_s (local.get $d)))
      (local.set $block (i32.add (local.get $block) (i32.const 16)))
      (br_if $blocks (i32.lt_u (local.get $block) (local.get $width)))))

  ;; sums[k] = sums[k] + Σ values[row] * weights[row * columns + k], for rows worth more than nothing.
  ;; $columns is a multiple of 4; weights, values and sums are 32-bit floats.
  (func (export "mix")
    (param $rows i32) (param $columns i32)
    (param $values i32) (param $weights i32) (param $sums i32)
    (local $end i32) (local $bytes i32) (local $k i32) (local $place i32) (local $value f32)
    (local $all v128)
    (local.set $end (i32.add (local.get $values) (i32.shl (local.get $rows) (i32.const 2))))
    (local.set $bytes (i32.shl (local.get $columns) (i32.const 2)))
    (loop $each
      (local.set $value (f32.load (local.get $values)))
      (if (f32.gt (local.get $value) (f32.const 0))
        (then
          (local.set $all (f32x4.splat (local.get $value)))
          (local.set $k (i32.const 0))
          (loop $four
            (local.set $place (i32.add (local.get $sums) (local.get $k)))
            (v128.store (local.get $place)
              (f32x4.add (v128.load (local.get $place))
                (f32x4.mul (local.get $all)
                  (v128.load (i32.add (local.get $weights) (local.get $k))))))
            (local.set $k (i32.add (local.get $k) (i32.const 16)))
            (br_if $four (i32.lt_u (local.get $k) (local.get $bytes))))))
      (local.set $values (i32.add (local.get $values) (i32.const 4)))
      (local.set $weights (i32.add (local.get $weights) (local.get $bytes)))
      (br_if $each (i32.lt_u (local.get $values) (local.get $end))))))
