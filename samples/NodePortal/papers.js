/** An example form: the person and the research are made up. */
export const form = {
  nama: 'Siti Rahmawati',
  nik: '3375010101010001',
  alamat: 'Jl. Melati No. 7 RT 02 RW 05, Pekalongan Timur, Kota Pekalongan',
  telepon: '081200000001',
  judul: 'Kepuasan Pelaku Usaha Batik terhadap Layanan Perizinan Elektronik',
  keperluan: 'Penyusunan skripsi',
  lokasi: 'DPMPTSP Kota Pekalongan',
  mulai: '2026-12-01',
  selesai: '2027-02-26',
  bidang: 'Administrasi publik',
  penanggung_jawab: 'Dr. Budi Santoso, M.Si.',
  anggota: ['Dewi Lestari', 'Ahmad Fauzi'],
  institusi: 'Universitas Contoh',
  surat_pengantar: { instansi: 'Dekan FIS', nomor: 'B/1021/2026', tanggal: '2026-11-10', perihal: 'Permohonan izin penelitian' },
};

/** One grey pixel, as PNG. */
export const photo = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNoAAAAggCBd81ytgAAAABJRU5ErkJggg==', 'base64');

/** A page with a title: the smallest PDF that says something. */
export function paper(title) {
  const content = `BT /F1 18 Tf 72 760 Td (${title}) Tj ET`;
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>',
    `<< /Length ${content.length} >>\nstream\n${content}\nendstream`,
    '<< /Type /Font /Subtype /Type1 /BaseFont /Times-Roman >>',
  ];
  let pdf = '%PDF-1.7\n';
  let table = '0000000000 65535 f \n';
  objects.forEach((object, index) => {
    table += `${String(pdf.length).padStart(10, '0')} 00000 n \n`;
    pdf += `${index + 1} 0 obj\n${object}\nendobj\n`;
  });
  const size = objects.length + 1;
  return Buffer.from(`${pdf}xref\n0 ${size}\n${table}trailer\n<< /Size ${size} /Root 1 0 R >>\nstartxref\n${pdf.length}\n%%EOF\n`, 'latin1');
}
